/* Threads that go to random depths and yield there. None keeps a pointer into its stack: stacks may be copied. */

#include "fiberscope.h"

#define THREADS 30
#define ROUNDS 4

static unsigned long seeds[THREADS + 1];
static long sums[THREADS + 1];
static int finished;

static long next(int id, long limit) {
  seeds[id] = seeds[id] * 6364136223846793005ul + 1442695040888963407ul;
  return (long)(seeds[id] >> 33) % limit;
}

/* The last arguments are passed on the stack. */
static __attribute__((noinline)) double many(long a, long b, long c, long d, long e, long f, long g, long h, double x);

static __attribute__((noinline)) long deep(int id, long depth) {
  volatile long own[9];
  for (int i = 0; i < 9; i++) own[i] = depth * i + id;
  if (next(id, 16) == 0) yield_thread();
  long below = 0;
  if (depth > 0) below = depth % 7 == 0 ? (long)many(id, depth, 1, 2, 3, 4, 5, depth - 1, 0.5) : deep(id, depth - 1);
  long sum = below % 1000003;
  for (int i = 0; i < 9; i++) sum += own[i];
  return sum;
}

static double many(long a, long b, long c, long d, long e, long f, long g, long h, double x) {
  volatile char large[700];
  for (int i = 0; i < 700; i++) large[i] = (char)(i * b);
  long below = deep((int)a, h);
  return (double)(below + c + d + e + f + g + h + large[b % 700]) + x;
}

static void worker(void *argument) {
  int id = (int)(long)argument;
  for (int round = 0; round < ROUNDS; round++) {
    sums[id] += deep(id, next(id, 120));
    yield_thread();
  }
  finished++;
}

int main(void) {
  for (long id = 1; id <= THREADS; id++) {
    seeds[id] = (unsigned long)id * 977;
    spawn(worker, (void *)id);
  }
  while (finished < THREADS) yield_thread();
  for (int id = 1; id <= THREADS; id++) {
    print_number(sums[id]);
    print("\n");
  }
  return 0;
}
