/* A thousand green threads, each with work on its own stack between its yields. */

#include "fiberscope.h"

enum { THREADS = 1000, ROUNDS = 5 };

static unsigned long sums[THREADS];
static int finished;

static void work(void *argument) {
  unsigned long *sum = argument;
  volatile unsigned long own[16];
  for (unsigned long i = 0; i < 16; i++) own[i] = i;
  for (unsigned long round = 1; round <= ROUNDS; round++) {
    for (unsigned long i = 0; i < 16; i++) own[i] += round * i + (unsigned long)(sum - sums);
    yield_thread();
  }
  for (unsigned long i = 0; i < 16; i++) *sum += own[i];
  finished++;
}

int main(void) {
  for (int i = 0; i < THREADS; i++) {
    if (spawn(work, &sums[i]) != i + 1) return 1;
  }
  if (spawn(work, sums) != -11) return 2;
  while (yield_thread()) {
  }
  unsigned long total = 0;
  for (int i = 0; i < THREADS; i++) total += sums[i];
  print_number(finished);
  print(" threads, sum ");
  print_number((long)total);
  print("\n");
  return 0;
}
