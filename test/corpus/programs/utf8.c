/* UTF-8: code points encoded and decoded, to UTF-16 and back, with a replacement for what is malformed. */

#include "corpus.h"

#define REPLACEMENT 0xfffd

static u8 *encode(u8 *to, u32 code) {
  if (code < 0x80) {
    *to++ = (u8)code;
    return to;
  }
  int more = code < 0x800 ? 1 : code < 0x10000 ? 2 : 3;
  *to++ = (u8)(0xf00 >> more | code >> (6 * more));
  while (more--) *to++ = (u8)(0x80 | (code >> (6 * more) & 63));
  return to;
}

/* Takes the longest part that could begin a code point, and at least one byte. */
static u32 decode(const u8 **from, const u8 *end) {
  u32 lead = *(*from)++;
  if (lead < 0x80) return lead;
  if (lead < 0xc2 || lead > 0xf4) return REPLACEMENT;
  int more = lead < 0xe0 ? 1 : lead < 0xf0 ? 2 : 3;
  u32 code = lead & (63u >> more);
  u8 low = 0x80, high = 0xbf;
  switch (lead) {
    case 0xe0:
      low = 0xa0;
      break;
    case 0xed:
      high = 0x9f;
      break;
    case 0xf0:
      low = 0x90;
      break;
    case 0xf4:
      high = 0x8f;
  }
  while (more--) {
    if (*from == end || **from < low || **from > high) return REPLACEMENT;
    code = code << 6 | (*(*from)++ & 63);
    low = 0x80;
    high = 0xbf;
  }
  return code;
}

static u16 *encode_utf16(u16 *to, u32 code) {
  if (code < 0x10000) {
    *to++ = (u16)code;
    return to;
  }
  *to++ = (u16)(0xd7c0 + (code >> 10));
  *to++ = (u16)(0xdc00 | (code & 0x3ff));
  return to;
}

static u32 decode_utf16(const u16 **from, const u16 *end) {
  u32 first = *(*from)++;
  if (first < 0xd800 || first > 0xdfff) return first;
  if (first > 0xdbff || *from == end || (**from & 0xfc00) != 0xdc00) return REPLACEMENT;
  return 0x10000 + ((first & 0x3ff) << 10) + (*(*from)++ & 0x3ff);
}

static void put_codes(const char *text) {
  const u8 *from = (const u8 *)text, *end = from + strlen(text);
  u16 units[64], *last = units;
  u8 back[128], *back_end = back;
  while (from < end) {
    u32 code = decode(&from, end);
    put_hex(code, 4);
    put_char(' ');
    last = encode_utf16(last, code);
  }
  for (const u16 *unit = units; unit < last;) back_end = encode(back_end, decode_utf16(&unit, last));
  put_text("| ");
  put_number(last - units);
  put_char(' ');
  for (u8 *byte = back; byte < back_end; byte++) put_char((char)*byte);
  end_line();
}

int main(void) {
  put_codes("gr\xc3\xbcn");
  put_codes("\xe2\x82\xac \xf0\x9f\xa7\xb5 \xe7\xb7\x9a");
  put_codes("\xc0\xaf|\xe0\x9f\xbf|\xf0\x8f\xbf\xbf");
  put_codes("\xed\xa0\x80|\xf4\x90\x80\x80|\xff");
  put_codes("\xf0\x9f\xa7|\xe2\x82");
  u8 bytes[4];
  u16 units[2];
  u64 sum = 0;
  int good = 1, lengths[5] = {0};
  for (u32 code = 0; code < 0x110000; code += 1 + code / 150) {
    if (code >= 0xd800 && code < 0xe000) continue;
    const u8 *from = bytes, *end = encode(bytes, code);
    lengths[end - bytes]++;
    for (const u8 *byte = bytes; byte < end; byte++) sum = sum * 131 + *byte;
    good &= decode(&from, end) == code && from == end;
    const u16 *unit = units, *last = encode_utf16(units, code);
    good &= decode_utf16(&unit, last) == code && unit == last;
  }
  /* Of all pairs of bytes, those that are well-formed. */
  int pairs = 0;
  for (u32 pair = 0; pair < 0x10000; pair += 3) {
    bytes[0] = (u8)(pair >> 8);
    bytes[1] = (u8)pair;
    const u8 *from = bytes;
    if (decode(&from, bytes + 2) != REPLACEMENT && (from == bytes + 2 || bytes[1] < 0x80)) pairs++;
  }
  put_text(good ? "all back" : "NOT all back");
  for (int i = 1; i < 5; i++) {
    put_char(' ');
    put_number(lengths[i]);
  }
  put_char(' ');
  put_number(pairs);
  put_char(' ');
  put_hex(sum, 16);
  end_line();
  return 0;
}
