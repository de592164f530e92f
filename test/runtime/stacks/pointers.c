/* Everything that functions may be called with, and pointers into stacks, at random depths. */

#include <stdarg.h>
#include "fiberscope.h"

#define THREADS 12

struct three {
  long a, b, c;
};

static unsigned long seeds[THREADS + 1];
static int finished;

static long next(int id, long limit) {
  seeds[id] = seeds[id] * 6364136223846793005ul + 1442695040888963407ul;
  return (long)(seeds[id] >> 33) % limit;
}

static __attribute__((noinline)) long use(volatile char *bytes, int size) {
  long sum = 0;
  for (int i = 0; i < size; i++) sum += bytes[i];
  return sum;
}

static __attribute__((noinline)) long variable(int id, int count, ...) {
  volatile char own[200];
  va_list list;
  long sum = 0;
  for (int i = 0; i < 200; i++) own[i] = (char)(i + count);
  va_start(list, count);
  for (int i = 0; i < count; i++) {
    if (next(id, 4) == 0) yield_thread();
    sum += va_arg(list, long) + use(own, i);
  }
  va_end(list);
  return sum;
}

static __attribute__((noinline)) struct three structure(int id, long depth) {
  volatile char own[100];
  for (int i = 0; i < 100; i++) own[i] = (char)(i * depth);
  struct three result = {depth, 0, use(own, 100)};
  if (depth > 0) {
    struct three below = structure(id, depth - 1);
    result.a += below.a;
    result.b = below.c + variable(id, 9, depth, 2l, 3l, 4l, 5l, 6l, 7l, 8l, depth);
  }
  return result;
}

static __attribute__((noinline)) double real(double x, float y, long depth) {
  volatile double own[20];
  for (int i = 0; i < 20; i++) own[i] = x * i;
  if (depth == 0) return own[3] + y;
  return real(x / 2, y + 1, depth - 1) + own[depth % 20];
}

static void worker(void *argument) {
  int id = (int)(long)argument;
  for (int round = 0; round < 4; round++) {
    struct three result = structure(id, next(id, 60));
    long depth = next(id, 40);
    long outer = round;
    long nested(long level) {
      volatile char own[150];
      own[level] = 1;
      outer += own[level];
      return level == 0 ? outer : nested(level - 1) + 1;
    }
    print_number(id);
    print(": ");
    print_number(result.a + result.b + result.c);
    print(" ");
    print_number((long)(1000 * real(depth, 0.5f, depth)));
    print(" ");
    print_number(nested(depth));
    print("\n");
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
  return 0;
}
