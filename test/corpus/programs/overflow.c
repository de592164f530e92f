/* Arithmetic that notices when it overflows, in every width, and that stops at the ends instead. */

#include "corpus.h"

static i32 saturate_add(i32 left, i32 right) {
  i32 sum;
  if (__builtin_add_overflow(left, right, &sum)) return left < 0 ? -2147483647 - 1 : 2147483647;
  return sum;
}

static u8 saturate_subtract(u8 left, u8 right) {
  u8 difference;
  return __builtin_sub_overflow(left, right, &difference) ? 0 : difference;
}

int main(void) {
  static const i64 values[] = { 0, 1, -1, 127, 128, -128, -129, 32767, 40000, 2147483647, -2147483648L, 4294967296L,
    9223372036854775807L, -9223372036854775807L - 1, 3037000500L };
  int count = sizeof values / sizeof *values;
  u64 sum = 0;
  i64 ends = 0;
  for (int i = 0; i < count; i++)
    for (int j = 0; j < count; j++) {
      volatile i64 left = values[i], right = values[j];
      i8 byte;
      u16 word;
      i32 number;
      u32 natural;
      i64 large;
      u64 whole;
      sum = sum * 2 + __builtin_add_overflow((i8)left, (i8)right, &byte) + (u64)(u8)byte;
      sum = sum * 3 + __builtin_sub_overflow((u16)left, (u16)right, &word) + word;
      sum = sum * 3 + __builtin_mul_overflow((i32)left, (i32)right, &number) + (u64)(u32)number;
      sum = sum * 3 + __builtin_mul_overflow((u32)left, (u32)right, &natural) + natural;
      sum = sum * 3 + __builtin_mul_overflow(left, right, &large) + (u64)large;
      sum = sum * 3 + __builtin_mul_overflow((u64)left, (u64)right, &whole) + whole;
      sum = sum * 3 + __builtin_sub_overflow(left, right, &large) + (u64)large;
      sum = sum * 3 + __builtin_add_overflow((u64)left, (u64)right, &whole) + whole;
      ends += (i64)saturate_add((i32)left, (i32)right) + saturate_subtract((u8)left, (u8)right);
    }
  put_hex(sum, 16);
  put_char(' ');
  put_number(ends);
  end_line();
  return 0;
}
