/* Base64, there and back, with padding and without; what is malformed is refused. */

#include "corpus.h"

static const char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

static u64 encode(const u8 *bytes, u64 count, char *text, int padded) {
  char *end = text;
  for (; count >= 3; count -= 3, bytes += 3) {
    u32 group = (u32)(bytes[0] << 16 | bytes[1] << 8 | bytes[2]);
    for (int shift = 18; shift >= 0; shift -= 6) *end++ = alphabet[group >> shift & 63];
  }
  if (count) {
    u32 group = (u32)(bytes[0] << 16 | (count > 1 ? bytes[1] << 8 : 0));
    *end++ = alphabet[group >> 18];
    *end++ = alphabet[group >> 12 & 63];
    if (count > 1) *end++ = alphabet[group >> 6 & 63];
    for (; padded && count < 3; count++) *end++ = '=';
  }
  *end = 0;
  return (u64)(end - text);
}

static int value_of(char letter) {
  switch (letter) {
    case 'A' ... 'Z':
      return letter - 'A';
    case 'a' ... 'z':
      return letter - 'a' + 26;
    case '0' ... '9':
      return letter - '0' + 52;
    case '+':
      return 62;
    case '/':
      return 63;
    default:
      return -1;
  }
}

/* Returns how many bytes there are, or -1 for what is no base64. */
static i64 decode(const char *text, u8 *bytes) {
  u8 *end = bytes;
  u32 group = 0;
  int letters = 0;
  for (; *text && *text != '='; text++) {
    int value = value_of(*text);
    if (value < 0) return -1;
    group = group << 6 | (u32)value;
    if (++letters % 4) continue;
    *end++ = (u8)(group >> 16);
    *end++ = (u8)(group >> 8);
    *end++ = (u8)group;
  }
  int over = letters % 4, padding = 0;
  while (*text == '=') text++, padding++;
  if (*text || over == 1 || (padding && (padding > 2 || over + padding != 4))) return -1;
  group <<= 6 * (4 - over);
  if (over && (group & (over == 2 ? 0xffff : 0xff))) return -1;
  if (over) *end++ = (u8)(group >> 16);
  if (over == 3) *end++ = (u8)(group >> 8);
  return end - bytes;
}

int main(void) {
  static const char *const texts[] = {"", "f", "fo", "foo", "foob", "fooba", "foobar"};
  char text[400];
  u8 bytes[256], back[300];
  for (u64 i = 0; i < sizeof texts / sizeof *texts; i++) {
    encode((const u8 *)texts[i], strlen(texts[i]), text, 1);
    put_text(text);
    put_char(i < 6 ? ',' : '\n');
  }
  u32 sum = 0;
  int good = 1;
  for (u64 count = 0; count < sizeof bytes; count += 5) {
    for (u64 i = 0; i < count; i++) bytes[i] = (u8)(i * i + count);
    u64 length = encode(bytes, count, text, count % 2);
    for (u64 i = 0; i < length; i++) sum = sum * 33 + (u8)text[i];
    good &= decode(text, back) == (i64)count && memcmp(bytes, back, count) == 0;
  }
  put_text(good ? "all back " : "NOT all back ");
  put_hex(sum, 8);
  end_line();
  static const char *const doubtful[] = {"Zm9v", "Zm9", "Zm9=", "Zg==", "Zh==", "Zg=", "Z", "Zm 9", "Zg==Zg==", "=", "Zm9v===="};
  for (u64 i = 0; i < sizeof doubtful / sizeof *doubtful; i++) {
    put_number(decode(doubtful[i], back));
    put_char(' ');
  }
  end_line();
  i64 count = decode("R3JlZW4gdGhyZWFkcyBzd2l0Y2ggd2l0aG91dCB0aGUga2VybmVsLg==", back);
  for (i64 i = 0; i < count; i++) put_char((char)back[i]);
  end_line();
  return 0;
}
