/* Numbers of 128 bits: sums, products, shifts, comparisons, and a generator made of them. */

#include "corpus.h"

typedef unsigned __int128 U128;
typedef __int128 I128;

static void put_wide(U128 number) {
  put_hex((u64)(number >> 64), 16);
  put_hex((u64)number, 16);
  end_line();
}

int main(void) {
  U128 state = ((U128)0x2360ed051fc65da4 << 64) | 0x4385df649fccf645;
  U128 multiplier = ((U128)0x5851f42d4c957f2d << 64) | 0x14057b7ef767814f;
  U128 sum = 0;
  U128 balance = 0;
  int larger = 0;
  for (int i = 0; i < 1000; i++) {
    U128 before = state;
    state = state * 0x14057b7ef767814f + multiplier;
    sum += state >> (i & 127);
    sum ^= state << (i * 7 & 127);
    balance += (U128)((I128)state >> 3);
    balance -= (U128)((I128)(i64)(u64)state * (i64)(u64)(before >> 64));
    larger += state > before;
    larger += (I128)state < (I128)before;
  }
  put_wide(state);
  put_wide(sum);
  put_wide(balance);
  put_number(larger);
  end_line();
  return 0;
}
