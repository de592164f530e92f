/* Counting, finding, turning and reversing bits, by builtins and by hand. */

#include "corpus.h"

static u64 reverse(u64 bits) {
  bits = (bits >> 1 & 0x5555555555555555) | (bits & 0x5555555555555555) << 1;
  bits = (bits >> 2 & 0x3333333333333333) | (bits & 0x3333333333333333) << 2;
  bits = (bits >> 4 & 0x0f0f0f0f0f0f0f0f) | (bits & 0x0f0f0f0f0f0f0f0f) << 4;
  return __builtin_bswap64(bits);
}

static int count(u64 bits) {
  int ones = 0;
  for (; bits; bits &= bits - 1) ones++;
  return ones;
}

static u32 left(u32 bits, unsigned by) {
  return bits << (by & 31) | bits >> (-by & 31);
}
static u16 right(u16 bits, unsigned by) {
  return (u16)(bits >> (by & 15) | bits << (-by & 15));
}

int main(void) {
  u64 state = 88172645463325252ul, sum = 0;
  for (int i = 0; i < 2000; i++) {
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    u64 masked = state >> (i & 63) | 1;
    sum = sum * 3 + (u64)count(masked) * 2 - (u64)__builtin_parityl(masked);
    sum = sum * 3 + (u64)__builtin_clzl(masked) + (u64)__builtin_ctzl(state | 1ul << 40) * 7;
    sum = sum * 3 + (u64)__builtin_clz((u32)masked) + (u64)__builtin_ffs((int)state & (int)(state >> 9));
    sum ^= reverse(masked) + __builtin_bswap32((u32)state) + __builtin_bswap16((u16)state);
    sum += left((u32)state, (unsigned)i) + right((u16)state, (unsigned)i);
    sum ^= (state >> (i & 63) & 1) << 5 | (state & ~(1ul << (i % 61)));
  }
  put_hex(sum, 16);
  put_char(' ');
  put_number(count(sum));
  end_line();
  return 0;
}
