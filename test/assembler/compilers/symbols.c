/* Binding, visibility, aliases, sections of the source's own, constructors. */

__attribute__((weak)) int weak_number;
__attribute__((weak)) void weak_function(void) {}
__attribute__((visibility("hidden"))) int hidden = 3;
__attribute__((visibility("protected"))) int protected_function(void) { return hidden; }
__attribute__((visibility("internal"))) int internal_function(void) { return hidden + 1; }

int real = 4;
extern int alias __attribute__((alias("real")));
int through_alias(void) {
  weak_function();
  return alias + weak_number;
}

__attribute__((section(".mine"))) int mine = 9;
__attribute__((used, section(".text.hot"))) static void hot(void) {}
__attribute__((cold, noinline)) void cold(int x) {
  if (x) weak_function();
}

__attribute__((constructor)) static void construct(void) { weak_number = 1; }
__attribute__((destructor)) static void destruct(void) { weak_number = 0; }

extern void perhaps(void) __attribute__((weak));
void if_there(void) {
  if (perhaps) perhaps();
}

static int ackermann(int m, int n) {
  if (!m) return n + 1;
  if (!n) return ackermann(m - 1, 1);
  return ackermann(m - 1, ackermann(m, n - 1));
}

unsigned long fibonacci(int n) { return n < 2 ? n : fibonacci(n - 1) + fibonacci(n - 2); }
int main(void) { return ackermann(2, 3); }
