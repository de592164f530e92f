/* Square and cube roots by Newton's method, as float and as double, to the last bit. */

#include "corpus.h"

static double root(double number) {
  double guess = number > 1 ? number / 2 : 1, before;
  int steps = 0;
  do {
    before = guess;
    guess = (guess + number / guess) / 2;
  } while (guess != before && ++steps < 60);
  return guess;
}

static float cube_root(float number) {
  float guess = number / 3 + 0.5f;
  for (int step = 0; step < 30; step++) guess -= (guess * guess * guess - number) / (3 * guess * guess);
  return guess;
}

int main(void) {
  for (int number = 2; number < 200; number += 23) {
    put_number(number);
    put_char(' ');
    put_bits(root(number));
    put_char(' ');
    put_real(root(number), 9);
    put_char(' ');
    put_bits_float(cube_root((float)number));
    end_line();
  }
  return 0;
}
