/* Integrals by Simpson's rule and by adaptive halving, over functions that are handed on. */

#include "corpus.h"

typedef double (*Function)(double);

static double square(double x) {
  return x * x;
}
static double hyperbola(double x) {
  return 1 / x;
}
static double circle(double x) {
  return 4 / (1 + x * x);
}
static double wave(double x) {
  return x * (1 - x * x / 6 * (1 - x * x / 20 * (1 - x * x / 42)));
}

static double simpson(Function f, double from, double to, int parts) {
  double width = (to - from) / parts, sum = f(from) + f(to);
  for (int i = 1; i < parts; i++) sum += f(from + i * width) * (i % 2 ? 4 : 2);
  return sum * width / 3;
}

static int calls;

static double adaptive(Function f, double from, double to, double whole, double error) {
  double middle = (from + to) / 2;
  double left = simpson(f, from, middle, 2), right = simpson(f, middle, to, 2);
  double difference = left + right - whole;
  calls++;
  if (difference < error && difference > -error) return left + right + difference / 15;
  return adaptive(f, from, middle, left, error / 2) + adaptive(f, middle, to, right, error / 2);
}

int main(void) {
  static const Function functions[] = { square, hyperbola, circle, wave };
  for (int i = 0; i < 4; i++) {
    double from = i == 1 ? 1 : 0, to = i == 1 ? 3 : 1;
    put_bits(simpson(functions[i], from, to, 100));
    put_char(' ');
    double whole = simpson(functions[i], from, to, 2);
    put_real(adaptive(functions[i], from, to, whole, 1e-10), 9);
    end_line();
  }
  put_number(calls);
  end_line();
  return 0;
}
