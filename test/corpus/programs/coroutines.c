/* Two coroutines on stacks of their own: leaves of trees compared, reals summed up in turns, a pipeline of primes. */

#include "corpus.h"

/* What a stack that was left has on top, from its lowest address on. Other registers are the caller's to save. */
struct frame {
  u32 mxcsr;
  u16 x87_control, unused;
  u64 r15, r14, r13, r12, rbx, rbp;
  void (*next)(void);
};

/* Leaves this stack, with its top in *left, and goes on where the other one was left. */
void switch_stack(struct frame **left, struct frame *entered);

/* Where a new stack goes on: calls r12 with r13. */
void enter_stack(void);

__asm__(".text\n.globl switch_stack, enter_stack\n"
        "switch_stack:\n"
        "  pushq %rbp\n  pushq %rbx\n  pushq %r12\n  pushq %r13\n  pushq %r14\n  pushq %r15\n"
        "  subq $8, %rsp\n  stmxcsr (%rsp)\n  fnstcw 4(%rsp)\n  movq %rsp, (%rdi)\n  movq %rsi, %rsp\n"
        "  ldmxcsr (%rsp)\n  fldcw 4(%rsp)\n  addq $8, %rsp\n"
        "  popq %r15\n  popq %r14\n  popq %r13\n  popq %r12\n  popq %rbx\n  popq %rbp\n"
        "  ret\nenter_stack:\n  movq %r13, %rdi\n  xorl %ebp, %ebp\n  callq *%r12\n  ud2\n");

struct coroutine {
  struct frame *inside, *outside;
  void (*body)(struct coroutine *self);
  const void *argument;
  i64 value;
  int done;
};

static struct { _Alignas(16) u8 room[32768]; struct frame top; } stacks[2];
static struct coroutine coroutines[2];
static u32 switches;

static void resume(struct coroutine *coroutine) {
  switches++;
  switch_stack(&coroutine->outside, coroutine->inside);
}

static void yield(struct coroutine *self, i64 value) {
  self->value = value;
  switch_stack(&self->inside, self->outside);
}

static void run(struct coroutine *self) {
  self->body(self);
  self->done = 1;
  yield(self, -1);
}

/* The frame ends at a multiple of 16: so enter_stack makes its call with an aligned stack. */
static struct coroutine *start(int which, void (*body)(struct coroutine *), const void *argument) {
  struct coroutine *coroutine = &coroutines[which];
  struct frame *frame = &stacks[which].top;
  *frame = (struct frame){.r12 = (u64)run, .r13 = (u64)coroutine, .next = enter_stack};
  __asm__ volatile("stmxcsr %0\n\tfnstcw %1" : "=m"(frame->mxcsr), "=m"(frame->x87_control));
  *coroutine = (struct coroutine){.inside = frame, .body = body, .argument = argument};
  return coroutine;
}

struct tree { const struct tree *left, *right; i32 leaf; };

static struct tree trees[400];
static u32 planted;

/* With leaves from first to last in order, and a shape that the seed decides. */
static const struct tree *plant(i32 first, i32 last, u32 seed) {
  struct tree *tree = &trees[planted++];
  tree->leaf = first * first % 101;
  if (first == last) return tree;
  i32 middle = first + (i32)(seed % (u32)(last - first));
  tree->left = plant(first, middle, seed * 5 + 1);
  tree->right = plant(middle + 1, last, seed * 7 + 3);
  return tree;
}

static void walk(struct coroutine *self, const struct tree *tree) {
  if (!tree->left) yield(self, tree->leaf);
  else walk(self, tree->left), walk(self, tree->right);
}

static void leaves(struct coroutine *self) { walk(self, self->argument); }

/* After how many leaves the fringes differ, or -1. */
static i32 compare(const struct tree *left, const struct tree *right) {
  struct coroutine *first = start(0, leaves, left), *second = start(1, leaves, right);
  for (i32 count = 0;; count++) {
    resume(first), resume(second);
    if (first->done && second->done) return -1;
    if (first->done != second->done || first->value != second->value) return count;
  }
}

static double sums[2];

/* Keeps integers and reals alive over every switch. */
static void sum_up(struct coroutine *self) {
  double sum = 0, sign = 1, step = *(const double *)self->argument;
  u64 a = 1, b = 2, c = 3, d = 5, e = 7;
  for (double at = 1; at < 200; at += step, sign = -sign) {
    sum += sign / at;
    a += b ^ c, b += c * d, c ^= d + e, d = d * 3 + a, e = e << 1 | e >> 63;
    yield(self, (i64)(a ^ e));
  }
  sums[self - coroutines] = sum * 4;
}

static void numbers(struct coroutine *self) {
  for (i64 number = 2; number < *(const i64 *)self->argument; number++) yield(self, number);
}

/* Resumes the other coroutine from its own stack. */
static void primes(struct coroutine *self) {
  struct coroutine *from = start(1, numbers, self->argument);
  i64 found[100];
  int count = 0;
  for (resume(from); !from->done; resume(from)) {
    int divided = 0;
    for (int i = 0; i < count && !divided; i++) divided = from->value % found[i] == 0;
    if (!divided) yield(self, found[count++] = from->value);
  }
}

int main(void) {
  const struct tree *oak = plant(1, 60, 12), *elm = plant(1, 60, 777), *fir = plant(1, 58, 5);
  put_number(compare(oak, elm)), put_char(' '), put_number(compare(elm, fir)), put_char(' ');
  put_unsigned(switches), end_line();

  static const double steps[] = {2, 1.5};
  struct coroutine *turns[] = {start(0, sum_up, &steps[0]), start(1, sum_up, &steps[1])};
  u64 mixed = 0;
  for (u32 i = 0; !turns[0]->done || !turns[1]->done; i++) {
    struct coroutine *next = turns[turns[0]->done || (i % 3 == 1 && !turns[1]->done)];
    resume(next);
    mixed = mixed * 31 + (u64)next->value;
  }
  put_bits(sums[0]), put_char(' '), put_bits(sums[1]), put_char(' '), put_hex(mixed, 16), end_line();

  static const i64 bound = 400;
  struct coroutine *sieve = start(0, primes, &bound);
  i64 sum = 0, count = 0;
  for (resume(sieve); !sieve->done; resume(sieve)) sum += sieve->value * ++count;
  put_number(count), put_char(' '), put_number(sum), put_char(' '), put_unsigned(switches), end_line();
  return 0;
}
