/* Frames of many pages: a sieve of 90 KiB of locals, recursion with 20 KiB each, structures of 8 KiB by value. */

#include "corpus.h"

#define NOINLINE __attribute__((noinline))

/* Linear sieve: the smallest factor of every number, and the primes, both local. */
NOINLINE static u32 sieve(u32 bound) {
  u16 factors[36000];
  u16 primes[9000];
  u32 count = 0, sum = 0;
  for (u32 i = 0; i < bound; i++) factors[i] = 0;
  for (u32 i = 2; i < bound; i++) {
    if (factors[i] == 0) factors[i] = primes[count++] = (u16)i;
    for (u32 k = 0; k < count && primes[k] <= factors[i] && primes[k] * i < bound; k++)
      factors[primes[k] * i] = primes[k];
    sum = sum * 3 + factors[i];
  }
  return sum ^ count;
}

/* Each level writes to both ends and the middle of its frame, and reads them after the levels below returned. */
NOINLINE static u64 descend(u32 level, const u32 *above) {
  u32 numbers[5000];
  numbers[0] = level * 3 + above[0];
  numbers[2500] = numbers[0] ^ above[4999];
  numbers[4999] = numbers[2500] * 5 + above[2500];
  u64 below = level ? descend(level - 1, numbers) : 1;
  return below * 31 + numbers[0] + (u64)numbers[2500] * 7 + numbers[4999] + (numbers[4999] < above[4999]);
}

struct table { i64 rows[16][64]; };

NOINLINE struct table added(struct table left, struct table right, i64 by) {
  for (int row = 0; row < 16; row++)
    for (int column = row % 4; column < 64; column += 4) left.rows[row][column] += right.rows[15 - row][column] * by;
  return left;
}

/* Longest common subsequence, with the whole table of 80 KiB local. */
NOINLINE static u32 common(const char *left, const char *right, char *found) {
  u16 lengths[200][200];
  u32 rows = (u32)strlen(left), columns = (u32)strlen(right);
  for (u32 row = 0; row <= rows; row++)
    for (u32 column = 0; column <= columns; column++) {
      if (row == 0 || column == 0) lengths[row][column] = 0;
      else if (left[row - 1] == right[column - 1]) lengths[row][column] = lengths[row - 1][column - 1] + 1;
      else if (lengths[row - 1][column] > lengths[row][column - 1]) lengths[row][column] = lengths[row - 1][column];
      else lengths[row][column] = lengths[row][column - 1];
    }
  u32 length = lengths[rows][columns], at = length;
  found[at] = 0;
  while (rows && columns) {
    if (left[rows - 1] == right[columns - 1]) found[--at] = left[--rows], columns--;
    else if (lengths[rows - 1][columns] > lengths[rows][columns - 1]) rows--;
    else columns--;
  }
  return length;
}

/* A breadth-first search over a grid, whose queue, marks and distances are local and cover several pages each. */
NOINLINE static u32 flood(u32 seed) {
  u8 walls[70][70];
  i32 distances[70][70];
  struct { i16 row, column; } queue[4900];
  u32 from = 0, to = 0, sum = 0;
  for (int i = 0; i < 4900; i++) {
    seed = seed * 1664525 + 1013904223;
    walls[i / 70][i % 70] = seed >> 24 < 70 && i;
    distances[i / 70][i % 70] = -1;
  }
  distances[0][0] = 0;
  queue[to].row = queue[to].column = 0;
  for (to++; from < to; from++) {
    static const i8 steps[][2] = {{0, 1}, {1, 0}, {0, -1}, {-1, 0}};
    int row = queue[from].row, column = queue[from].column;
    sum = sum * 7 + (u32)distances[row][column];
    for (int i = 0; i < 4; i++) {
      int next_row = row + steps[i][0], next_column = column + steps[i][1];
      if (next_row < 0 || next_row >= 70 || next_column < 0 || next_column >= 70) continue;
      if (walls[next_row][next_column] || distances[next_row][next_column] >= 0) continue;
      distances[next_row][next_column] = distances[row][column] + 1;
      queue[to].row = (i16)next_row;
      queue[to++].column = (i16)next_column;
    }
  }
  return sum + to;
}

int main(void) {
  put_unsigned(sieve(6000)), put_char(' '), put_unsigned(sieve(97)), end_line();
  u32 first[5000];
  first[0] = 1, first[2500] = 2, first[4999] = 3;
  put_hex(descend(30, first), 16), end_line();
  struct table left, right;
  for (int i = 0; i < 1024; i++) left.rows[i / 64][i % 64] = i * 3 % 101, right.rows[i / 64][i % 64] = i * 7 % 103;
  for (int i = 0; i < 4; i++) {
    struct table kept = left;
    left = added(left, right, i);
    right = added(right, kept, -1);
  }
  i64 sum = 0;
  for (int i = 0; i < 1024; i++) sum = sum * 5 % 1000000007 + left.rows[i / 64][i % 64] - right.rows[i % 16][i / 16];
  put_number(sum), end_line();
  char found[200];
  put_unsigned(common("a frame of many pages is touched from top to bottom", "a stack grows page by page", found));
  put_char(' '), put_text(found), end_line();
  put_unsigned(flood(5)), put_char(' '), put_unsigned(flood(11)), end_line();
  return 0;
}
