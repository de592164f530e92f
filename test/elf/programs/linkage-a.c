/* Constructors, weak and common symbols, tables of addresses, arguments: all that is not plain calls. */

#include "fiberscope.h"
#include "linkage.h"

int common_one;
static int constructed;

__attribute__((constructor(200))) static void second(void) { constructed = constructed * 10 + 2; }
__attribute__((constructor(101))) static void first(int argc) { constructed = argc; }
__attribute__((constructor)) static void last(void) { constructed = constructed * 10 + 3; }
__attribute__((destructor)) static void farewell(void) { print("destructor\n"); }

__attribute__((weak)) int replaced(void) { return 1; }

static void line(const char *what, long number) {
  print(what);
  print(" ");
  print_number(number);
  print("\n");
}

int main(int argc, char **argv, char **envp) {
  line("constructors", constructed);
  line("shared", shared);
  line("common", common_one);
  line("weak and missing", optional ? optional() : -1);
  line("weak and replaced", replaced());
  line("hidden", hidden(20));
  line("chosen", choose(0)(5) * 100 + choose(1)(5));
  for (int i = 0; i < 3; i++) print(names[i]);
  bss_large[99999] = 7;
  line("zeros", bss_large[0] + bss_large[99999]);
  for (int i = 1; i < argc; i++) line(argv[i], i);
  for (; *envp; envp++) line(*envp, 0);
  return 4;
}
