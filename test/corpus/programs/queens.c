/* The queens problem three ways: bits counted recursively, a board searched iteratively, and a random one repaired. */

#include "corpus.h"

static u32 count_from(u32 all, u32 columns, u32 left, u32 right) {
  if (columns == all) return 1;
  u32 count = 0;
  for (u32 free = all & ~(columns | left | right); free; free &= free - 1) {
    u32 bit = free & -free;
    count += count_from(all, columns | bit, (left | bit) << 1, (right | bit) >> 1);
  }
  return count;
}

static int attacked(const i8 *rows, int column, int row) {
  for (int i = 0; i < column; i++) {
    int apart = rows[i] - row;
    if (apart == 0 || apart == column - i || apart == i - column) return 1;
  }
  return 0;
}

/* The first solution in the order of the rows. */
static int search(i8 *rows, int size, u32 *tried) {
  int column = 0;
  rows[0] = -1;
  while (column >= 0) {
    do ++*tried;
    while (++rows[column] < size && attacked(rows, column, rows[column]));
    if (rows[column] >= size) {
      column--;
    } else if (column == size - 1) {
      return 1;
    } else {
      rows[++column] = -1;
    }
  }
  return 0;
}

static u32 state = 2463534242;

static u32 random_below(u32 bound) {
  state ^= state << 13;
  state ^= state >> 17;
  state ^= state << 5;
  return (u32)((u64)state * bound >> 32);
}

static int conflicts(const i8 *rows, int size, int column, int row) {
  int count = 0;
  for (int i = 0; i < size; i++) {
    int apart = rows[i] > row ? rows[i] - row : row - rows[i], away = i > column ? i - column : column - i;
    count += i != column && (apart == 0 || apart == away);
  }
  return count;
}

/* Moves a queen in conflict to the row of fewest conflicts, until there is none; how many moves it took. */
static int repair(i8 *rows, int size) {
  for (int moves = 0; moves < 400; moves++) {
    int chosen = -1;
    u32 bad = 0;
    for (int column = 0; column < size; column++)
      if (conflicts(rows, size, column, rows[column]) && random_below(++bad) == 0) chosen = column;
    if (chosen < 0) return moves;
    int best = size, row = 0;
    u32 ties = 0;
    for (int at = 0; at < size; at++) {
      int count = conflicts(rows, size, chosen, at);
      if (count > best) continue;
      if (count < best) ties = 0;
      best = count;
      if (random_below(++ties) == 0) row = at;
    }
    rows[chosen] = (i8)row;
  }
  return -1;
}

int main(void) {
  for (int size = 1; size <= 8; size++) {
    put_unsigned(count_from((1u << size) - 1, 0, 0, 0));
    put_char(size < 8 ? ' ' : '\n');
  }
  i8 rows[16];
  u32 tried = 0;
  put_number(search(rows, 3, &tried)), put_number(search(rows, 12, &tried));
  for (int i = 0; i < 12; i++) put_char(' '), put_number(rows[i]);
  put_text(" after "), put_unsigned(tried), end_line();
  for (int i = 0; i < 8; i++) rows[i] = (i8)i;
  int moves = repair(rows, 8), faults = 0;
  for (int i = 0; i < 8; i++) faults += conflicts(rows, 8, i, rows[i]);
  put_number(moves), put_char(' '), put_number(faults), end_line();
  for (int row = 0; row < 8; row++) {
    for (int column = 0; column < 8; column++) put_char(rows[column] == row ? 'Q' : '.');
    end_line();
  }
  return 0;
}
