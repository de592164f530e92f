/* Sums that lose digits, and Kahan's that does not, in float and double. */

#include "corpus.h"

static float terms[4000];

int main(void) {
  for (int i = 0; i < 4000; i++) terms[i] = (i % 7 ? 1.0f : 1e6f) / (float)(i + 1);
  float plain = 0, sum = 0, lost = 0;
  double exact = 0;
  for (int i = 0; i < 4000; i++) {
    plain += terms[i];
    exact += terms[i];
    float next = terms[i] - lost;
    float together = sum + next;
    lost = (together - sum) - next;
    sum = together;
  }
  put_bits_float(plain);
  put_char(' ');
  put_bits_float(sum);
  put_char(' ');
  put_bits_float((float)exact);
  put_char(' ');
  put_bits(exact);
  end_line();
  double series = 0, backwards = 0;
  for (int i = 1; i <= 5000; i++) series += 1.0 / i / i;
  for (int i = 5000; i >= 1; i--) backwards += 1.0 / i / i;
  put_bits(series);
  put_char(' ');
  put_bits(backwards);
  end_line();
  return 0;
}
