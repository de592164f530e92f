/* What an executable without a C library begins with: the system calls and functions that corpus.h declares. */

#include "corpus.h"

static long call(long number, long first, long second, long third) {
  long result;
  __asm__ volatile("syscall"
                   : "=a"(result)
                   : "a"(number), "D"(first), "S"(second), "d"(third)
                   : "rcx", "r11", "memory");
  return result;
}

long write(int fd, const void *bytes, unsigned long count) {
  return call(1, fd, (long)bytes, (long)count);
}

/* Without the loop turning into a call to the function itself. */
#define PLAIN __attribute__((optimize("no-tree-loop-distribute-patterns")))

PLAIN void *memcpy(void *to, const void *from, unsigned long count) {
  for (unsigned long i = 0; i < count; i++) ((char *)to)[i] = ((const char *)from)[i];
  return to;
}

PLAIN void *memmove(void *to, const void *from, unsigned long count) {
  if ((unsigned long)to - (unsigned long)from >= count) return memcpy(to, from, count);
  while (count--) ((char *)to)[count] = ((const char *)from)[count];
  return to;
}

PLAIN void *memset(void *to, int byte, unsigned long count) {
  for (unsigned long i = 0; i < count; i++) ((char *)to)[i] = (char)byte;
  return to;
}

PLAIN int memcmp(const void *left, const void *right, unsigned long count) {
  for (unsigned long i = 0; i < count; i++) {
    int difference = ((const u8 *)left)[i] - ((const u8 *)right)[i];
    if (difference) return difference;
  }
  return 0;
}

PLAIN unsigned long strlen(const char *text) {
  unsigned long length = 0;
  while (text[length]) length++;
  return length;
}

int main(void);

__attribute__((used, noreturn)) static void begin(void) {
  call(60, main(), 0, 0);
  __builtin_unreachable();
}

__asm__(".globl _start\n_start: xor %ebp, %ebp\n and $-16, %rsp\n call begin\n");
