/* Conway's game of life on a torus, from noise. */

#include "corpus.h"

#define WIDTH 40
#define HEIGHT 16

static u8 cells[HEIGHT][WIDTH], next[HEIGHT][WIDTH];

static void generation(void) {
  for (int y = 0; y < HEIGHT; y++) {
    const u8 *above = cells[(y + HEIGHT - 1) % HEIGHT], *row = cells[y], *below = cells[(y + 1) % HEIGHT];
    for (int x = 0; x < WIDTH; x++) {
      int left = (x + WIDTH - 1) % WIDTH, right = (x + 1) % WIDTH;
      int neighbours = above[left] + above[x] + above[right] + row[left] + row[right] + below[left] + below[x] + below[right];
      next[y][x] = neighbours == 3 || (neighbours == 2 && row[x]);
    }
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
