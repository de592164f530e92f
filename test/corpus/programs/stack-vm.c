/* A machine with a stack, and programs for it: factorials and the greatest common divisor. */

#include "corpus.h"

enum { PUSH, ADD, SUB, MUL, MOD, DUP, SWAP, OVER, ROT, DROP, JUMP, ZERO, PRINT, HALT };

static const int factorials[] = {
  PUSH, 1, PUSH, 1,                          /* n product */
  OVER, MUL, DUP, PRINT, SWAP, PUSH, 1, ADD, /* product n+1 */
  DUP, PUSH, 13, SUB, ZERO, 21, SWAP, JUMP, 4, HALT,
};

static const int divisor[] = {
  PUSH, 1071 * 13, PUSH, 462 * 13,
  DUP, ZERO, 13, SWAP, OVER, MOD, JUMP, 4, HALT, DROP, PRINT, HALT,
};

static int run(const int *code) {
  i64 stack[32] = {0}, *top = stack; /* The first stays unused. */
  int at = 0, steps = 0;
  for (;; steps++) {
    i64 kept;
    switch (code[at++]) {
      case PUSH: *++top = code[at++]; break;
      case ADD: top--; top[0] += top[1]; break;
      case SUB: top--; top[0] -= top[1]; break;
      case MUL: top--; top[0] *= top[1]; break;
      case MOD: top--; top[0] %= top[1]; break;
      case DUP: top++; top[0] = top[-1]; break;
      case SWAP: kept = top[0]; top[0] = top[-1]; top[-1] = kept; break;
      case OVER: top++; top[0] = top[-2]; break;
      case ROT: kept = top[-2]; top[-2] = top[-1]; top[-1] = top[0]; top[0] = kept; break;
      case DROP: top--; break;
      case JUMP: at = code[at]; break;
      case ZERO: at = *top-- ? at + 1 : code[at]; break;
      case PRINT: put_number(*top--); put_char(' '); break;
      case HALT: end_line(); return steps;
    }
  }
}

int main(void) {
  int steps = run(factorials);
  steps += run(divisor);
  put_number(steps);
  end_line();
  return 0;
}
