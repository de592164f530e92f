/* Shortest paths through a maze with weights: Dijkstra's algorithm with a binary heap whose keys decrease in place. */

#include "corpus.h"

#define WIDTH 24
#define HEIGHT 20
#define VERTICES (WIDTH * HEIGHT)
#define FAR 0xffffffffu

struct edge { u16 to; u16 weight; };

/* The edges of vertex v are those from starts[v] up to starts[v + 1]. */
static struct edge edges[VERTICES * 4 + VERTICES / 8];
static u32 starts[VERTICES + 1];
static u8 costs[VERTICES];

struct heap { u32 count; u16 vertices[VERTICES]; u16 places[VERTICES]; u32 keys[VERTICES]; };

static u32 swaps;

static void put(struct heap *heap, u32 place, u16 vertex) {
  heap->vertices[place] = vertex;
  heap->places[vertex] = (u16)place;
  swaps++;
}

static void rise(struct heap *heap, u32 place, u16 vertex) {
  while (place > 0 && heap->keys[heap->vertices[(place - 1) / 2]] > heap->keys[vertex]) {
    put(heap, place, heap->vertices[(place - 1) / 2]);
    place = (place - 1) / 2;
  }
  put(heap, place, vertex);
}

static void sink(struct heap *heap, u32 place, u16 vertex) {
  for (u32 child; (child = place * 2 + 1) < heap->count; place = child) {
    if (child + 1 < heap->count && heap->keys[heap->vertices[child + 1]] < heap->keys[heap->vertices[child]]) child++;
    if (heap->keys[heap->vertices[child]] >= heap->keys[vertex]) break;
    put(heap, place, heap->vertices[child]);
  }
  put(heap, place, vertex);
}

static u16 take(struct heap *heap) {
  u16 first = heap->vertices[0], last = heap->vertices[--heap->count];
  heap->places[first] = 0xffff;
  if (heap->count) sink(heap, 0, last);
  return first;
}

static void build(void) {
  u32 state = 20240229, count = 0;
  for (u32 i = 0; i < VERTICES; i++) {
    state = state * 1664525 + 1013904223;
    costs[i] = state >> 28 < 5 ? 0 : (u8)(1 + (state >> 20) % 9);
  }
  costs[0] = costs[VERTICES - 1] = 1;
  for (u32 vertex = 0; vertex < VERTICES; vertex++) {
    u32 row = vertex / WIDTH, column = vertex % WIDTH;
    starts[vertex] = count;
    if (costs[vertex] == 0) continue;
    if (column > 0) edges[count++] = (struct edge){(u16)(vertex - 1), costs[vertex - 1]};
    if (column < WIDTH - 1) edges[count++] = (struct edge){(u16)(vertex + 1), costs[vertex + 1]};
    if (row > 0) edges[count++] = (struct edge){(u16)(vertex - WIDTH), costs[vertex - WIDTH]};
    if (row < HEIGHT - 1) edges[count++] = (struct edge){(u16)(vertex + WIDTH), costs[vertex + WIDTH]};
    if (vertex % 8 == 3) edges[count++] = (struct edge){(u16)(vertex * 97 % VERTICES), 60};
  }
  starts[VERTICES] = count;
}

static u32 search(struct heap *heap, u16 from, u16 previous[VERTICES]) {
  u32 settled = 0;
  heap->count = VERTICES;
  for (u16 i = 0; i < VERTICES; i++) {
    heap->keys[i] = FAR;
    heap->vertices[i] = heap->places[i] = i;
    previous[i] = i;
  }
  heap->keys[from] = 0;
  rise(heap, heap->places[from], from);
  while (heap->count) {
    u16 vertex = take(heap);
    u32 distance = heap->keys[vertex];
    if (distance == FAR) break;
    settled++;
    for (u32 i = starts[vertex]; i < starts[vertex + 1]; i++) {
      struct edge edge = edges[i];
      if (costs[edge.to] == 0 || distance + edge.weight >= heap->keys[edge.to]) continue;
      heap->keys[edge.to] = distance + edge.weight;
      previous[edge.to] = vertex;
      rise(heap, heap->places[edge.to], edge.to);
    }
  }
  return settled;
}

int main(void) {
  static struct heap heap;
  static u16 previous[VERTICES];
  static char map[HEIGHT][WIDTH];
  build();
  static const u16 sources[] = {WIDTH + 5, VERTICES / 2 + 7, 0};
  for (int i = 0; i < 3; i++) {
    u32 settled = search(&heap, sources[i], previous), sum = 0;
    for (u32 vertex = 0; vertex < VERTICES; vertex++)
      if (heap.keys[vertex] != FAR) sum = sum * 31 + heap.keys[vertex];
    put_unsigned(settled), put_char(' '), put_hex(sum, 8), put_char(' '), put_unsigned(swaps), put_char(' ');
    put_unsigned(heap.keys[VERTICES - 1]), end_line();
  }
  for (u32 i = 0; i < VERTICES; i++) map[i / WIDTH][i % WIDTH] = costs[i] ? ' ' : '#';
  u32 length = 0;
  for (u16 at = VERTICES - 1; at != previous[at]; at = previous[at], length++) map[at / WIDTH][at % WIDTH] = '.';
  put_unsigned(length), end_line();
  for (u32 row = 0; row < HEIGHT; row += 2) {
    for (u32 column = 0; column < WIDTH; column++) put_char(map[row][column]);
    put_char('|'), end_line();
  }
  return 0;
}
