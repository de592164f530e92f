/* Duff's device: switches into the middle of loops, to copy, to sum up, to search, and to resume generators. */

#include "corpus.h"

#define FALL __attribute__((fallthrough))

#define EIGHT_TIMES(count, what)       \
  do {                                 \
    u64 rounds = ((count) + 7) / 8;    \
    if ((count) == 0) break;           \
    switch ((count) % 8) {             \
      case 0: do { what; FALL;         \
      case 7: what; FALL;              \
      case 6: what; FALL;              \
      case 5: what; FALL;              \
      case 4: what; FALL;              \
      case 3: what; FALL;              \
      case 2: what; FALL;              \
      case 1: what;                    \
              } while (--rounds);      \
    }                                  \
  } while (0)

static u8 source[600], target[600];

__attribute__((noinline)) static void copy(u8 *to, const u8 *from, u64 count) {
  EIGHT_TIMES(count, *to++ = *from++);
}

__attribute__((noinline)) static u32 checksum(const u8 *bytes, u64 count) {
  u32 low = 1, high = 0;
  EIGHT_TIMES(count, (low += *bytes++, high += low));
  return high % 65521 << 16 | low % 65521;
}

__attribute__((noinline)) static double polynomial(const double *coefficients, u64 count, double at) {
  double sum = 0;
  EIGHT_TIMES(count, sum = sum * at + *coefficients++);
  return sum;
}

/* Words of eight bytes first; the switch falls through the rest, the longest first. */
static void fill(u8 *to, u8 value, u64 count) {
  u64 word = value * 0x0101010101010101UL;
  u32 half = (u32)word;
  for (; count >= 8; count -= 8, to += 8) memcpy(to, &word, 8);
  switch (count) {
    case 7: to[6] = value; FALL;
    case 6: to[5] = value; FALL;
    case 5: to[4] = value; FALL;
    case 4: memcpy(to, &half, 4); break;
    case 3: to[2] = value; FALL;
    case 2: to[1] = value; FALL;
    case 1: to[0] = value;
  }
}

/* Murmur's hash, whose tail falls through too. */
static u32 hash(const u8 *bytes, u64 count, u32 seed) {
  u32 tail = 0, word;
  for (u64 i = 0; i + 4 <= count; i += 4) {
    memcpy(&word, bytes + i, 4);
    word *= 0xcc9e2d51;
    seed ^= (word << 15 | word >> 17) * 0x1b873593;
    seed = (seed << 13 | seed >> 19) * 5 + 0xe6546b64;
  }
  bytes += count & ~3UL;
  switch (count & 3) {
    case 3: tail ^= (u32)bytes[2] << 16; FALL;
    case 2: tail ^= (u32)bytes[1] << 8; FALL;
    case 1: tail = (tail ^ bytes[0]) * 0xcc9e2d51, seed ^= (tail << 15 | tail >> 17) * 0x1b873593;
  }
  seed = (seed ^ (u32)count ^ (seed ^ (u32)count) >> 16) * 0x85ebca6b;
  seed = (seed ^ seed >> 13) * 0xc2b2ae35;
  return seed ^ seed >> 16;
}

/* A generator goes on behind the return it left with: the switch jumps back into its loops. */
struct generator { int line, row, column; };

#define YIELD(value)       \
  do {                     \
    of->line = __LINE__;   \
    return value;          \
    case __LINE__:;        \
  } while (0)

static int next_of_triangle(struct generator *of) {
  switch (of->line) {
    case 0:
      for (of->row = 1; of->row <= 12; of->row++) {
        for (of->column = 1; of->column <= of->row; of->column++)
          if ((of->row ^ of->column) & 1) YIELD(of->row * of->column);
        YIELD(-of->row);
      }
  }
  return 0;
}

int main(void) {
  u32 state = 1, sums = 0, hashes = 0;
  for (int i = 0; i < 600; i++) source[i] = (u8)((state = state * 1103515245 + 12345) >> 16);
  for (u64 count = 0; count < 80; count++) {
    u64 from = count * 5 % 97, to = count * 3 % 101;
    fill(target + to, (u8)count, count + 9);
    copy(target + to, source + from, count);
    sums = sums * 31 + checksum(target, count * 4);
    hashes = hashes * 31 + hash(target + to, count, sums);
  }
  put_hex(sums, 8), put_char(' '), put_hex(hashes, 8), put_char(' '), put_hex(checksum(target, 600), 8), end_line();
  double coefficients[23], total = 0;
  for (int i = 0; i < 23; i++) coefficients[i] = (source[i] - 128) / 16.0;
  for (u64 count = 0; count <= 23; count++) total += polynomial(coefficients, count, 0.75) / 4;
  put_bits(total), end_line();
  struct generator left = {0}, right = {0};
  i64 mixed = 0;
  int produced = 0;
  for (int value; (value = next_of_triangle(&left)); produced++) {
    mixed = mixed * 7 % 1000003 + value;
    if (value < 0) mixed += next_of_triangle(&right) * 1000;
  }
  put_number(mixed), put_char(' '), put_number(produced), put_char(' '), put_number(right.row), put_char(' ');
  put_number(right.column), end_line();
  return 0;
}
