/* Radix sort of signed words by bytes, and of floats by eleven bits of a key that orders like they do. */

#include "corpus.h"

#define COUNT 1000

static i64 words[COUNT];
static u64 word_keys[COUNT], word_spare[COUNT];
static float floats[COUNT];
static u32 float_keys[COUNT], float_spare[COUNT];

static void sort_words(void) {
  static u32 starts[8][256];
  for (int i = 0; i < COUNT; i++) {
    word_keys[i] = (u64)words[i] ^ (1UL << 63);
    for (int byte = 0; byte < 8; byte++) starts[byte][(u8)(word_keys[i] >> (byte * 8))]++;
  }
  u64 *from = word_keys, *to = word_spare;
  for (int byte = 0; byte < 8; byte++) {
    u32 *start = starts[byte], before = 0;
    for (int digit = 0; digit < 256; digit++) {
      u32 count = start[digit];
      start[digit] = before;
      before += count;
    }
    for (int i = 0; i < COUNT; i++) to[start[(u8)(from[i] >> (byte * 8))]++] = from[i];
    u64 *kept = from;
    from = to;
    to = kept;
  }
  for (int i = 0; i < COUNT; i++) words[i] = (i64)(from[i] ^ (1UL << 63));
}

/* Negative numbers grow downwards: all their bits are turned round, of the others only the sign. */
static u32 key_of(float value) {
  u32 bits;
  memcpy(&bits, &value, sizeof bits);
  return bits ^ ((u32)((i32)bits >> 31) | 0x80000000);
}

static float value_of(u32 key) {
  u32 bits = key ^ (((key >> 31) - 1) | 0x80000000);
  float value;
  memcpy(&value, &bits, sizeof value);
  return value;
}

static void pass(const u32 *from, u32 *to, int shift) {
  u16 starts[2049] = {0};
  for (int i = 0; i < COUNT; i++) starts[((from[i] >> shift) & 2047) + 1]++;
  for (int digit = 0; digit < 2048; digit++) starts[digit + 1] = (u16)(starts[digit + 1] + starts[digit]);
  for (int i = 0; i < COUNT; i++) to[starts[(from[i] >> shift) & 2047]++] = from[i];
}

static void sort_floats(void) {
  for (int i = 0; i < COUNT; i++) float_keys[i] = key_of(floats[i]);
  pass(float_keys, float_spare, 0);
  pass(float_spare, float_keys, 11);
  pass(float_keys, float_spare, 22);
  for (int i = 0; i < COUNT; i++) floats[i] = value_of(float_spare[i]);
}

int main(void) {
  u64 state = 42;
  for (int i = 0; i < COUNT; i++) {
    state = state * 6364136223846793005 + 1442695040888963407;
    words[i] = (i64)(state ^ state >> 29) >> (state >> 59);
    floats[i] = (float)words[i] / (float)(1 + (state & 0xffff));
  }
  sort_words();
  sort_floats();
  int ordered = 1;
  u64 sum = 0;
  float total = 0;
  for (int i = 0; i < COUNT; i++) {
    if (i > 0) ordered &= words[i - 1] <= words[i] && floats[i - 1] <= floats[i];
    sum += (u64)words[i] * (u64)(i + 1);
    total += floats[i] * (float)i;
  }
  put_text(ordered ? "ordered " : "NOT ordered ");
  put_hex(sum, 16);
  put_char(' ');
  put_bits_float(total);
  end_line();
  for (int i = 0; i < COUNT; i += COUNT / 5) {
    put_number(words[i]);
    put_char(' ');
    put_bits_float(floats[i]);
    end_line();
  }
  return 0;
}
