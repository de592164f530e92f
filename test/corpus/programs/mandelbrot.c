/* The Mandelbrot set in letters, and how many iterations it took. */

#include "corpus.h"

static int escapes(double x, double y, int most) {
  double re = 0, im = 0;
  int count = 0;
  while (count < most && re * re + im * im <= 4) {
    double next = re * re - im * im + x;
    im = 2 * re * im + y;
    re = next;
    count++;
  }
  return count;
}

int main(void) {
  i64 total = 0;
  for (int row = 0; row < 19; row++) {
    for (int column = 0; column < 60; column++) {
      int count = escapes(-2.2 + column * 0.05, -1.08 + row * 0.12, 64);
      total += count;
      put_char(" .:-=+*#%@"[count * 9 / 64]);
    }
    end_line();
  }
  put_number(total);
  end_line();
  return 0;
}
