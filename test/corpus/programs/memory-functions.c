/* The functions that compilers call unasked: copies, moves, fills and comparisons of all lengths and alignments. */

#include "corpus.h"

static u8 buffer[320], copy[320];

static u32 checksum(const u8 *bytes, unsigned long count) {
  u32 sum = 1;
  for (unsigned long i = 0; i < count; i++) sum = sum * 16777619 ^ bytes[i];
  return sum;
}

/* Sums are of what was written and of a byte before and after it. */
int main(void) {
  u32 copies = 0, moves = 0, fills = 0;
  u64 comparisons = 0;
  for (int i = 0; i < 320; i++) buffer[i] = (u8)(i * 7 + (i >> 3));
  for (unsigned long length = 0; length < 300; length = length < 34 ? length + 1 : length * 2 - 3)
    for (unsigned long from = 1; from < 9; from += 3)
      for (unsigned long to = 0; to < 9; to++) {
        memcpy(copy + to + 1, buffer + from, length);
        copies = copies * 31 + checksum(copy + to, length + 2);
        memset(copy + to + 1 + length / 2, (int)(length + to), length - length / 2);
        fills = fills * 31 + checksum(copy + to, length + 2);
        int order = memcmp(buffer + from, copy + to + 1, length);
        comparisons = comparisons * 3 + (u64)(order > 0) - (u64)(order < 0);
        memmove(buffer + from + to, buffer + from, length);
        moves = moves * 31 + checksum(buffer + from - 1, to + length + 2);
        memmove(buffer + from, buffer + from + to + 2, length);
        moves = moves * 31 + checksum(buffer + from - 1, length + 2);
      }
  struct {
    u8 bytes[200];
  } large, other;
  memset(&large, 0x5a, sizeof large);
  other = large;
  other.bytes[150]++;
  put_hex(copies, 8);
  put_char(' ');
  put_hex(moves, 8);
  put_char(' ');
  put_hex(fills, 8);
  put_char(' ');
  put_hex(comparisons, 16);
  put_char(' ');
  put_number(memcmp(&large, &other, sizeof large) < 0);
  put_number((i64)strlen("how long is this") + checksum(other.bytes, 200) % 10);
  end_line();
  return 0;
}
