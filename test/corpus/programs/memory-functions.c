/* The functions that compilers call unasked: copies, moves, fills and comparisons of all lengths and alignments. */

#include "corpus.h"

static u8 buffer[1024], copy[1024];

static u32 checksum(const u8 *bytes, unsigned long count) {
  u32 sum = 1;
  for (unsigned long i = 0; i < count; i++) sum = sum * 16777619 ^ bytes[i];
  return sum;
}

static void refill(void) {
  for (int i = 0; i < 1024; i++) buffer[i] = (u8)(i * 7 + (i >> 3));
}

int main(void) {
  u32 copies = 0, moves = 0, fills = 0;
  i64 comparisons = 0;
  for (unsigned long length = 0; length < 300; length = length < 40 ? length + 1 : length + 37)
    for (unsigned long from = 0; from < 9; from++)
      for (unsigned long to = 0; to < 9; to += 2) {
        refill();
        memcpy(copy + to, buffer + from, length);
        copies = copies * 31 + checksum(copy, 320);
        memmove(buffer + from + to, buffer + from, length);
        moves = moves * 31 + checksum(buffer, 340);
        memmove(buffer + from, buffer + from + to, length);
        moves = moves * 31 + checksum(buffer, 340);
        memset(copy + from, (int)(length + to), length);
        fills = fills * 31 + checksum(copy, 320);
        int order = memcmp(buffer + from, copy + to, length);
        comparisons = comparisons * 3 + (order > 0) - (order < 0);
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
  put_hex((u64)comparisons, 16);
  put_char(' ');
  put_number(memcmp(&large, &other, sizeof large) < 0);
  put_number((i64)strlen("how long is this") + checksum(other.bytes, 200) % 10);
  end_line();
  return 0;
}
