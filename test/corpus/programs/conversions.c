/* Numbers from every width to every other, signed and not, whole and with a fraction. */

#include "corpus.h"

static volatile i64 wholes[] = { 0, 1, -1, 127, -128, 255, 32768, -32769, 16777217, -16777219, 2147483647,
  -2147483648L, 4294967295L, 9007199254740993L, -9007199254740995L, 9223372036854775807L };
static volatile double reals[] = { 0.0, -0.0, 0.5, -0.5, 1.5, 2.5, -2.5, 126.99, 255.999, -127.9, 65535.5, 1e9, -2e9 };

int main(void) {
  for (unsigned i = 0; i < sizeof wholes / sizeof *wholes; i++) {
    i64 whole = wholes[i];
    put_bits((double)whole);
    put_char(' ');
    put_bits_float((float)whole);
    put_char(' ');
    put_bits((double)(u64)whole);
    put_char(' ');
    put_bits_float((float)(u64)whole);
    put_char(' ');
    put_bits((double)(i32)whole);
    put_char(' ');
    put_bits((double)(u32)whole);
    put_char(' ');
    put_number((i8)whole + (i16)whole * 2 + (u8)whole * 3 + (u16)whole * 4L);
    put_char(i % 2 ? '\n' : ' ');
  }
  for (unsigned i = 0; i < sizeof reals / sizeof *reals; i++) {
    double real = reals[i];
    put_number((i64)real);
    put_char(' ');
    put_number((i32)real);
    put_char(' ');
    if (real > -1) put_unsigned((u64)real);
    put_char(' ');
    if (real > -1) put_unsigned((u32)real);
    put_char(' ');
    put_number((i32)(float)real);
    put_char(' ');
    put_bits_float((float)real);
    put_char(' ');
    put_bits((double)(float)(real / 3));
    put_char(i % 2 ? '\n' : ' ');
  }
  double large = 1.2e19;
  volatile double *hidden = &large;
  put_unsigned((u64)*hidden);
  end_line();
  return 0;
}
