/* MD5 of texts; its table is computed from the sine. */

#include "corpus.h"

static u32 table[64];

/* By its series, near zero. */
static double sine(double angle) {
  while (angle > 3.141592653589793) angle -= 6.283185307179586;
  double term = angle, sum = 0;
  for (int i = 1; i < 40; i += 2) {
    sum += term;
    term *= -angle * angle / ((i + 1) * (i + 2));
  }
  return sum;
}

static void prepare(void) {
  for (int i = 0; i < 64; i++) {
    double value = sine(i + 1);
    table[i] = (u32)((value < 0 ? -value : value) * 4294967296.0);
  }
}

static void add_block(u32 *state, const u8 *block) {
  static const u8 shifts[4][4] = {{7, 12, 17, 22}, {5, 9, 14, 20}, {4, 11, 16, 23}, {6, 10, 15, 21}};
  u32 words[16];
  memcpy(words, block, sizeof words);
  u32 a = state[0], b = state[1], c = state[2], d = state[3];
  for (int i = 0; i < 64; i++) {
    u32 mixed;
    int word;
    switch (i / 16) {
      case 0:
        mixed = (b & c) | (~b & d);
        word = i;
        break;
      case 1:
        mixed = (d & b) | (~d & c);
        word = 5 * i + 1;
        break;
      case 2:
        mixed = b ^ c ^ d;
        word = 3 * i + 5;
        break;
      default:
        mixed = c ^ (b | ~d);
        word = 7 * i;
    }
    mixed += a + table[i] + words[word % 16];
    int shift = shifts[i / 16][i % 4];
    a = d;
    d = c;
    c = b;
    b += mixed << shift | mixed >> (32 - shift);
  }
  state[0] += a;
  state[1] += b;
  state[2] += c;
  state[3] += d;
}

static void digest(const void *data, u64 length, u8 *result) {
  const u8 *bytes = data;
  u32 state[4] = {0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476};
  u64 left = length;
  for (; left >= 64; left -= 64, bytes += 64) add_block(state, bytes);
  u8 last[128] = {0};
  memcpy(last, bytes, left);
  last[left] = 0x80;
  u64 end = left < 56 ? 64 : 128, bits = length * 8;
  memcpy(last + end - 8, &bits, 8);
  for (u64 at = 0; at < end; at += 64) add_block(state, last + at);
  memcpy(result, state, 16);
}

static void put_digest(const u8 *digest) {
  for (int i = 0; i < 16; i++) put_hex(digest[i], 2);
  end_line();
}

int main(void) {
  static const char *const texts[] = {
    "",
    "abc",
    "message digest",
    "12345678901234567890123456789012345678901234567890123456789012345678901234567890",
  };
  u8 result[16];
  prepare();
  for (u64 i = 0; i < sizeof texts / sizeof *texts; i++) {
    digest(texts[i], strlen(texts[i]), result);
    put_digest(result);
  }
  u8 message[200];
  memset(message, 0, sizeof message);
  for (u64 length = 0; length < sizeof message; length++) {
    digest(message, length, result);
    message[length] = result[length % 16];
  }
  put_digest(result);
  return 0;
}
