/* A frame of 20,000 bytes, whose far end is used first. */

#include "fiberscope.h"

static void worker(void *argument) {
  volatile char large[20000];
  large[0] = (char)(long)argument;
  for (int i = 1; i < 20000; i++) large[i] = (char)(large[i - 1] + 1);
  print_number(large[19999]);
}

int main(void) {
  spawn(worker, (void *)7);
  return 0;
}
