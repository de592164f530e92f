/* The fast Fourier transform there and back, with sine and cosine of our own. */

#include "corpus.h"

#define SIZE 256

static double re[SIZE], im[SIZE], original[SIZE];

static double sine(double x) {
  double term = x, sum = x;
  for (int n = 1; n < 12; n++) {
    term *= -x * x / ((2 * n) * (2 * n + 1));
    sum += term;
  }
  return sum;
}

static double cosine(double x) {
  double term = 1, sum = 1;
  for (int n = 1; n < 12; n++) {
    term *= -x * x / ((2 * n - 1) * (2 * n));
    sum += term;
  }
  return sum;
}

static void transform(int direction) {
  for (u32 i = 1, j = 0; i < SIZE; i++) {
    u32 bit = SIZE >> 1;
    for (; j & bit; bit >>= 1) j ^= bit;
    j ^= bit;
    if (i < j) {
      double kept = re[i];
      re[i] = re[j];
      re[j] = kept;
      kept = im[i];
      im[i] = im[j];
      im[j] = kept;
    }
  }
  for (int length = 2; length <= SIZE; length <<= 1) {
    double angle = direction * 2 * 3.14159265358979323846 / length;
    double wr = cosine(angle), wi = sine(angle);
    for (int start = 0; start < SIZE; start += length) {
      double cr = 1, ci = 0;
      for (int k = start; k < start + length / 2; k++) {
        int other = k + length / 2;
        double tr = re[other] * cr - im[other] * ci, ti = re[other] * ci + im[other] * cr;
        re[other] = re[k] - tr;
        im[other] = im[k] - ti;
        re[k] += tr;
        im[k] += ti;
        double next = cr * wr - ci * wi;
        ci = cr * wi + ci * wr;
        cr = next;
      }
    }
  }
}

int main(void) {
  for (int i = 0; i < SIZE; i++) original[i] = re[i] = (i * 37 % 101) / 10.0 - 5;
  transform(1);
  for (int i = 0; i < 4; i++) {
    put_bits(re[i]);
    put_char(' ');
    put_bits(im[i]);
    end_line();
  }
  transform(-1);
  double worst = 0;
  for (int i = 0; i < SIZE; i++) {
    double error = re[i] / SIZE - original[i];
    if (error < 0) error = -error;
    if (error > worst) worst = error;
  }
  put_text(worst < 1e-9 ? "back again " : "NOT back ");
  put_bits(worst);
  end_line();
  return 0;
}
