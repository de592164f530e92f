/* Conway's game of life on a torus: a glider and noise. */

#include "corpus.h"

#define WIDTH 40
#define HEIGHT 16

static u8 cells[HEIGHT][WIDTH], next[HEIGHT][WIDTH];

static void generation(void) {
  for (int y = 0; y < HEIGHT; y++)
    for (int x = 0; x < WIDTH; x++) {
      int neighbours = 0;
      for (int dy = -1; dy <= 1; dy++)
        for (int dx = -1; dx <= 1; dx++)
          if (dx || dy) neighbours += cells[(y + dy + HEIGHT) % HEIGHT][(x + dx + WIDTH) % WIDTH];
      next[y][x] = neighbours == 3 || (neighbours == 2 && cells[y][x]);
    }
  memcpy(cells, next, sizeof cells);
}

int main(void) {
  u32 state = 99;
  for (int i = 0; i < 150; i++) {
    state = state * 69069 + 1;
    cells[state >> 8 & 15][(state >> 16) % WIDTH] = 1;
  }
  for (int i = 0; i < 40; i++) generation();
  int alive = 0;
  for (int y = 0; y < HEIGHT; y++) {
    for (int x = 0; x < WIDTH; x++) {
      put_char(cells[y][x] ? '#' : '.');
      alive += cells[y][x];
    }
    end_line();
  }
  put_number(alive);
  end_line();
  return 0;
}
