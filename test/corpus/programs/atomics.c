/* Atomic operations of every size: fetch and change, exchange, compare and exchange. */

#include "corpus.h"

static u8 tiny = 200;
static u16 medium = 65000;
static u32 number = 4000000000u;
static u64 large = 1;
static int held;

static void acquire(void) {
  while (__atomic_exchange_n(&held, 1, __ATOMIC_ACQUIRE)) __builtin_ia32_pause();
}

static u64 double_it(u64 *value) {
  u64 old = __atomic_load_n(value, __ATOMIC_RELAXED);
  while (!__atomic_compare_exchange_n(value, &old, old * 2 + 1, 0, __ATOMIC_SEQ_CST, __ATOMIC_RELAXED)) continue;
  return old;
}

int main(void) {
  u64 sum = 0;
  for (int i = 0; i < 300; i++) {
    acquire();
    sum = sum * 31 + __atomic_fetch_add(&tiny, 7, __ATOMIC_SEQ_CST);
    sum = sum * 31 + __atomic_sub_fetch(&medium, 9, __ATOMIC_SEQ_CST);
    sum = sum * 31 + __sync_fetch_and_xor(&number, 0x1234567u * (u32)i);
    sum = sum * 31 + __sync_fetch_and_or(&large, 1ul << (i & 63));
    sum = sum * 31 + __atomic_and_fetch(&large, ~(5ul << (i % 60)), __ATOMIC_ACQ_REL);
    sum = sum * 31 + double_it(&large);
    sum = sum * 31 + __sync_val_compare_and_swap(&number, number, number + 1);
    sum = sum * 31 + (u64)__sync_bool_compare_and_swap(&tiny, 1, 2);
    sum = sum * 31 + __atomic_exchange_n(&medium, (u16)(medium + 3), __ATOMIC_SEQ_CST);
    __atomic_store_n(&held, 0, __ATOMIC_RELEASE);
    __sync_synchronize();
  }
  put_unsigned(tiny);
  put_char(' ');
  put_unsigned(medium);
  put_char(' ');
  put_unsigned(number);
  put_char(' ');
  put_hex(large, 1);
  put_char(' ');
  put_hex(sum, 16);
  end_line();
  return 0;
}
