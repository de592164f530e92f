#include "linkage.h"

int shared = 42;
int common_one;
char bss_large[100000];
static const char one[] = "one\n";
const char *const names[3] = {one, "two\n", one + 0};

int replaced(void) { return ++shared - 41; }
int hidden(int number) { return number + (int)sizeof names; }
static int twice(int number) { return 2 * number; }
static int square(int number) { return number * number; }

int (*choose(int which))(int) {
  static int (*const table[])(int) = {twice, square};
  return table[which];
}
