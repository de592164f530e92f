#include "fiberscope.h"
#include "group.h"

int main() {
  counter();
  others();
  print_number(counter());
  print("\n");
  return 0;
}
