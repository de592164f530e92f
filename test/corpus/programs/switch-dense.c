/* A stack machine of thirty operations behind a dense switch: it sieves primes, walks Collatz sequences, recurses. */

#include "corpus.h"

enum operation {
  HALT, PUSH, DROP, DUP, SWAP, OVER, LOAD, STORE, GET, SET, ADD, SUB, MUL, DIV, MOD, AND, OR, XOR, SHL, SHR, NOT, NEGATE,
  LESS, EQUAL, JUMP, BRANCH, CALL, RETURN, PRINT, NOTHING,
};

struct instruction { u8 operation; i16 operand; };

/* Cells 0 to 3 are variables, from 8 on there are the marks of the sieve. */
static const struct instruction primes[] = {
    {PUSH, 2},    {STORE, 0},                                                                   // 0: n = 2
    {LOAD, 0},    {PUSH, 400}, {LESS, 0},  {NOT, 0},   {BRANCH, 33},                            // 2: until n >= 400
    {LOAD, 0},    {PUSH, 8},   {ADD, 0},   {GET, 0},   {BRANCH, 28},                            // 7: unless marked
    {LOAD, 1},    {PUSH, 1},   {ADD, 0},   {STORE, 1}, {LOAD, 0},    {DUP, 0}, {MUL, 0},        // 12: count, m = n * n
    {DUP, 0},     {PUSH, 400}, {LESS, 0},  {BRANCH, 35},                                        // 19: while m < 400
    {LOAD, 2},    {XOR, 0},    {STORE, 2}, {JUMP, 28}, {NOTHING, 0},                            // 23: mix m
    {LOAD, 0},    {PUSH, 1},   {ADD, 0},   {STORE, 0}, {JUMP, 2},                               // 28: n++
    {PRINT, 1},   {HALT, 2},                                                                    // 33
    {PUSH, 1},    {OVER, 0},   {PUSH, 8},  {ADD, 0},   {SET, 0},                                // 35: mark m
    {LOAD, 0},    {ADD, 0},    {JUMP, 19},                                                      // 40: m += n
};

static const struct instruction collatz[] = {
    {PUSH, 60},  {STORE, 0},                                                       // 0: n = 60
    {LOAD, 0},   {CALL, 14},  {LOAD, 1},  {ADD, 0},   {STORE, 1},                  // 2: sum += length(n)
    {LOAD, 0},   {PUSH, 1},   {SUB, 0},   {DUP, 0},   {STORE, 0},   {BRANCH, 2},   // 7: while --n
    {HALT, 1},   {PUSH, 0},   {SWAP, 0},                                           // 13: length 0
    {DUP, 0},    {PUSH, 1},   {EQUAL, 0}, {BRANCH, 31},                            // 16: until n == 1
    {SWAP, 0},   {PUSH, 1},   {ADD, 0},   {SWAP, 0},                               // 20: length++
    {DUP, 0},    {PUSH, 1},   {AND, 0},   {BRANCH, 33},                            // 24: if it is even
    {PUSH, 1},   {SHR, 0},    {JUMP, 16}, {DROP, 0},  {RETURN, 0},                 // 28: n /= 2
    {DUP, 0},    {PUSH, 1},   {SHL, 0},   {ADD, 0},   {PUSH, 1},    {ADD, 0},      // 33: n = n * 3 + 1
    {JUMP, 16},
};

static const struct instruction fibonacci[] = {
    {PUSH, 13},   {CALL, 3},  {HALT, 0},                                             // 0
    {DUP, 0},     {PUSH, 2},  {LESS, 0},  {BRANCH, 17},                              // 3: n < 2 is itself
    {DUP, 0},     {PUSH, 1},  {SUB, 0},   {CALL, 3},   {SWAP, 0},                    // 7: f(n - 1)
    {PUSH, 2},    {SUB, 0},   {CALL, 3},  {ADD, 0},    {NOTHING, 0},                 // 12: + f(n - 2)
    {RETURN, 0},
};

static const struct instruction remainders[] = {
    {PUSH, 200},  {STORE, 0},  {PUSH, 1},                                            // 0
    {PUSH, 6364}, {MUL, 0},    {PUSH, 7919}, {ADD, 0},  {DUP, 0},     {LOAD, 0},     // 3: x = x * 6364 + 7919
    {MOD, 0},     {LOAD, 1},   {ADD, 0},     {STORE, 1},                             // 9: sum += x % n
    {DUP, 0},     {LOAD, 0},   {NEGATE, 0},  {DIV, 0},  {LOAD, 2},    {XOR, 0},      // 13: mixed ^= x / -n
    {STORE, 2},   {LOAD, 0},   {PUSH, 1},    {SUB, 0},  {DUP, 0},     {STORE, 0},    // 19: while --n
    {BRANCH, 3},  {PRINT, 1},  {HALT, 2},
};

static i64 cells[512];

/* What is on top of the stack in the end, or in a cell. */
static i64 run(const struct instruction *program, u64 *steps) {
  i64 stack[64] = {0}, *top = stack;
  const struct instruction *returns[32], **back = returns, *next = program;
  for (int i = 0; i < 512; i++) cells[i] = 0;
  for (;;) {
    i64 operand = next->operand;
    ++*steps;
    switch ((enum operation)(next++)->operation) {
      case HALT: return operand ? cells[operand] : *top;
      case PUSH: *++top = operand; break;
      case DROP: top--; break;
      case DUP: top[1] = top[0], top++; break;
      case SWAP: operand = top[0], top[0] = top[-1], top[-1] = operand; break;
      case OVER: top[1] = top[-1], top++; break;
      case LOAD: *++top = cells[operand]; break;
      case STORE: cells[operand] = *top--; break;
      case GET: *top = cells[*top & 511]; break;
      case SET: cells[*top & 511] = top[-1], top -= 2; break;
      case ADD: top--, *top = (i64)((u64)top[0] + (u64)top[1]); break;
      case SUB: top--, *top = (i64)((u64)top[0] - (u64)top[1]); break;
      case MUL: top--, *top = (i64)((u64)top[0] * (u64)top[1]); break;
      case DIV: top--, *top = top[1] == -1 ? (i64)(0 - (u64)*top) : top[1] ? top[0] / top[1] : 0; break;
      case MOD: top--, *top = top[1] == -1 || top[1] == 0 ? 0 : top[0] % top[1]; break;
      case AND: top--, *top &= top[1]; break;
      case OR: top--, *top |= top[1]; break;
      case XOR: top--, *top ^= top[1]; break;
      case SHL: top--, *top = (i64)((u64)*top << (top[1] & 63)); break;
      case SHR: top--, *top >>= top[1] & 63; break;
      case NOT: *top = !*top; break;
      case NEGATE: *top = (i64)(0 - (u64)*top); break;
      case LESS: top--, *top = top[0] < top[1]; break;
      case EQUAL: top--, *top = top[0] == top[1]; break;
      case JUMP: next = program + operand; break;
      case BRANCH:
        if (*top--) next = program + operand;
        break;
      case CALL: *back++ = next, next = program + operand; break;
      case RETURN: next = *--back; break;
      case PRINT: put_number(cells[operand]), put_char(' '); break;
      case NOTHING: break;
    }
  }
}

/* Constants for every case: a compiler makes a table of it, not of jumps. */
static const char *class_of(u8 operation) {
  switch (operation) {
    case PUSH: case DROP: case DUP: case SWAP: case OVER: return "stack";
    case LOAD: case STORE: case GET: case SET: return "memory";
    case LESS: case EQUAL: return "comparison";
    case JUMP: case BRANCH: case CALL: case RETURN: return "control";
    case HALT: case PRINT: case NOTHING: return "system";
    default: return operation > NOTHING ? "none" : "arithmetic";
  }
}

int main(void) {
  static const struct instruction *const programs[] = {primes, collatz, fibonacci, remainders};
  static const u8 shown[] = {OVER, GET, NEGATE, EQUAL, CALL, HALT, 77};
  for (int i = 0; i < 4; i++) {
    u64 steps = 0;
    put_number(run(programs[i], &steps));
    put_text(" in "), put_unsigned(steps), end_line();
  }
  for (int i = 0; i < 7; i++) put_text(class_of(shown[i])), put_char(i < 6 ? ' ' : '\n');
  return 0;
}
