/* Infinities, zeros with signs, numbers too small to be normal, and what compares with what. */

#include "corpus.h"

static volatile double zero = 0, one = 1, tiny = 4.9406564584124654e-324, huge = 1.7976931348623157e308;
static volatile float small = 1e-45f, large = 3e38f;

static void put_value(double value) {
  if (value != value) put_text("nan");
  else put_bits(value);
  put_char(' ');
}

static int comparisons(double left, double right) {
  return (left < right) | (left <= right) << 1 | (left > right) << 2 | (left >= right) << 3 | (left == right) << 4 |
         (left != right) << 5 | (!(left < right)) << 6 | __builtin_isunordered(left, right) << 7;
}

int main(void) {
  double infinity = one / zero, nan = infinity - infinity;
  double values[] = { zero, -zero, one, -one, tiny, -tiny, huge, -huge, infinity, -infinity, nan };
  int count = sizeof values / sizeof *values;
  for (int i = 0; i < count; i++) {
    for (int j = 0; j < count; j++) {
      put_hex(comparisons(values[i], values[j]), 2);
      put_char(' ');
    }
    put_value(values[i] + tiny);
    put_value(values[i] * 0.5);
    put_value(values[i] / huge);
    put_value(values[i] < one ? values[i] : one);
    end_line();
  }
  put_bits_float(small / 2);
  put_char(' ');
  put_bits_float(small * 3);
  put_char(' ');
  put_bits_float(large * 10);
  put_char(' ');
  put_bits_float(-large - large);
  put_char(' ');
  put_bits((double)small);
  end_line();
  return 0;
}
