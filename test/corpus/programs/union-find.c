/* Disjoint sets: Kruskal's minimum spanning tree, percolation through a grid, letters joined by equations. */

#include "corpus.h"

#define POINTS 150
#define SIDE 24

/* The parent, or the negative size of the set that this is the root of. */
static i16 links[SIDE * SIDE + 2];
static u32 hops;

static void reset(u32 count) {
  for (u32 i = 0; i < count; i++) links[i] = -1;
}

/* Halves the path on the way. */
static u32 find(u32 of) {
  while (links[of] >= 0) {
    u32 parent = (u32)links[of];
    if (links[parent] >= 0) links[of] = links[parent];
    of = parent;
    hops++;
  }
  return of;
}

static int join(u32 left, u32 right) {
  left = find(left);
  right = find(right);
  if (left == right) return 0;
  if (links[left] > links[right]) {
    u32 kept = left;
    left = right;
    right = kept;
  }
  links[left] = (i16)(links[left] + links[right]);
  links[right] = (i16)left;
  return 1;
}

static u32 state = 31;

static u32 random_below(u32 bound) {
  state = state * 1664525 + 1013904223;
  return (u32)((u64)state * bound >> 32);
}

struct edge { u16 from, to; u32 weight; };

static struct edge edges[POINTS * 6], sorted[POINTS * 6];

/* A radix sort of edges by weight, eight bits at a time. */
static void sort(u32 count) {
  for (int shift = 0; shift < 24; shift += 8) {
    u32 places[257] = {0};
    for (u32 i = 0; i < count; i++) places[(edges[i].weight >> shift & 255) + 1]++;
    for (int i = 0; i < 256; i++) places[i + 1] += places[i];
    for (u32 i = 0; i < count; i++) sorted[places[edges[i].weight >> shift & 255]++] = edges[i];
    for (u32 i = 0; i < count; i++) edges[i] = sorted[i];
  }
}

static void span(void) {
  i32 x[POINTS], y[POINTS];
  u32 count = 0, joined = 0;
  for (u32 i = 0; i < POINTS; i++) {
    x[i] = (i32)random_below(2000) - 1000;
    y[i] = (i32)random_below(2000) - 1000;
    for (u32 k = 0; i && k < 6; k++) {
      u32 to = random_below(i);
      i32 across = x[i] - x[to], up = y[i] - y[to];
      edges[count++] = (struct edge){(u16)i, (u16)to, (u32)(across * across + up * up)};
    }
  }
  sort(count);
  reset(POINTS);
  u64 total = 0, order = 0;
  for (u32 i = 0; i < count && joined < POINTS - 1; i++) {
    if (!join(edges[i].from, edges[i].to)) continue;
    joined++;
    total += edges[i].weight;
    order = order * 151 + edges[i].from + i;
  }
  put_unsigned(joined), put_char(' '), put_unsigned(total), put_char(' '), put_hex(order, 16), put_char(' ');
  put_unsigned(hops), end_line();
}

/* Opens cells at random until there is a way from the top to the bottom; how many were opened. */
static u32 percolate(void) {
  static const i8 steps[][2] = {{0, 1}, {1, 0}, {0, -1}, {-1, 0}};
  u8 open[SIDE][SIDE] = {{0}};
  const u32 top = SIDE * SIDE, bottom = top + 1;
  u32 count = 0;
  for (reset(SIDE * SIDE + 2); find(top) != find(bottom); count++) {
    i32 row, column;
    do {
      row = (i32)random_below(SIDE);
      column = (i32)random_below(SIDE);
    } while (open[row][column]);
    open[row][column] = 1;
    u32 cell = (u32)(row * SIDE + column);
    if (row == 0) join(cell, top);
    if (row == SIDE - 1) join(cell, bottom);
    for (int i = 0; i < 4; i++) {
      i32 next_row = row + steps[i][0], next_column = column + steps[i][1];
      if (next_row < 0 || next_row >= SIDE || next_column < 0 || next_column >= SIDE) continue;
      if (open[next_row][next_column]) join(cell, (u32)(next_row * SIDE + next_column));
    }
  }
  return count;
}

/* Equations first, then whether the inequations contradict them. */
static int is_satisfiable(const char *relations) {
  reset(26);
  for (const char *at = relations; *at; at += 3)
    if (at[1] == '=') join((u32)(at[0] - 'a'), (u32)(at[2] - 'a'));
  for (const char *at = relations; *at; at += 3)
    if (at[1] == '!' && find((u32)(at[0] - 'a')) == find((u32)(at[2] - 'a'))) return 0;
  return 1;
}

int main(void) {
  span();
  u32 sum = 0;
  for (int i = 0; i < 4; i++) {
    u32 count = percolate();
    sum += count;
    put_unsigned(count), put_char(' '), put_number(-links[find(SIDE * SIDE)]), put_char(i < 3 ? ' ' : '\n');
  }
  put_real(sum / (4.0 * SIDE * SIDE), 4), put_char(' '), put_unsigned(hops), end_line();
  put_number(is_satisfiable("a=bb=cd!ac!d")), put_char(' '), put_number(is_satisfiable("a=bc=dd=ae!f")), put_char(' ');
  put_number(is_satisfiable("p=qr=ss=qz!yr!p")), put_char(' '), put_number(is_satisfiable("x!x")), end_line();
  return 0;
}
