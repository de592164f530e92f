/* Three green threads in C that take turns: gcc -O2 -ffreestanding -c tasks.c && fiberscope run tasks.o */

#include "fiberscope.h"

struct task {
  const char *name;
  int rounds;
};

static void count(void *argument) {
  const struct task *task = argument;
  for (int round = 1; round <= task->rounds; round++) {
    print(task->name);
    print(" (thread ");
    print_number(thread_id());
    print("): round ");
    print_number(round);
    print("\n");
    yield_thread();
  }
}

static struct task tasks[] = {{"ann", 3}, {"bob", 1}, {"eve", 2}};

int main(void) {
  for (unsigned i = 0; i < sizeof tasks / sizeof tasks[0]; i++) {
    if (spawn(count, &tasks[i]) < 0) return 1;
  }
  return 0;
}
