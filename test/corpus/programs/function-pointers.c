/* Pointers to functions: tables of operations, callbacks with a context, objects, a generic sort, chains of handlers. */

#include "corpus.h"

typedef i64 (*operation)(i64 left, i64 right);

static i64 add(i64 left, i64 right) { return left + right; }
static i64 subtract(i64 left, i64 right) { return left - right; }
static i64 multiply(i64 left, i64 right) { return left * right % 1000003; }
static i64 divide(i64 left, i64 right) { return right ? left / right : 0; }
static i64 larger(i64 left, i64 right) { return left > right ? left : right; }

static const struct { char symbol; operation apply; } operations[] = {
    {'+', add}, {'-', subtract}, {'*', multiply}, {'/', divide}, {'>', larger},
};

static operation find(char symbol) {
  for (u64 i = 0; i < sizeof operations / sizeof *operations; i++)
    if (operations[i].symbol == symbol) return operations[i].apply;
  return 0;
}

/* An expression in postfix notation, of digits and symbols. */
static i64 evaluate(const char *expression) {
  i64 stack[16];
  int depth = 0;
  for (; *expression; expression++) {
    operation apply = find(*expression);
    if (apply) depth--, stack[depth - 1] = apply(stack[depth - 1], stack[depth]);
    else stack[depth++] = *expression - '0';
  }
  return stack[0];
}

struct shape;

struct shape_class {
  const char *name;
  double (*area)(const struct shape *shape);
  void (*grow)(struct shape *shape, double by);
};

struct shape { const struct shape_class *class; double width, height; };

static double rectangle_area(const struct shape *shape) { return shape->width * shape->height; }
static double triangle_area(const struct shape *shape) { return shape->width * shape->height / 2; }
static double circle_area(const struct shape *shape) { return shape->width * shape->width * 3.140625; }
static void grow_width(struct shape *shape, double by) { shape->width += by; }

static void grow_both(struct shape *shape, double by) {
  grow_width(shape, by);
  shape->height += by;
}

static const struct shape_class classes[] = {
    {"rectangle", rectangle_area, grow_both}, {"triangle", triangle_area, grow_both}, {"circle", circle_area, grow_width},
};

/* Shell sort of items of any size. */
static void sort(void *items, u64 count, u64 size, int (*compare)(const void *, const void *, void *), void *context) {
  u8 kept[32], *bytes = items;
  for (u64 gap = count / 2; gap > 0; gap = gap == 2 ? 1 : gap * 5 / 11)
    for (u64 i = gap; i < count; i++) {
      u64 to = i;
      memcpy(kept, bytes + i * size, size);
      for (; to >= gap && compare(kept, bytes + (to - gap) * size, context) < 0; to -= gap)
        memcpy(bytes + to * size, bytes + (to - gap) * size, size);
      memcpy(bytes + to * size, kept, size);
    }
}

struct order { int comparisons, descending; };

static int by_area(const void *left, const void *right, void *context) {
  struct order *order = context;
  const struct shape *first = left, *second = right;
  double difference = first->class->area(first) - second->class->area(second);
  order->comparisons++;
  return (difference > 0) - (difference < 0);
}

static int by_number(const void *left, const void *right, void *context) {
  struct order *order = context;
  i32 first = *(const i32 *)left, second = *(const i32 *)right;
  order->comparisons++;
  return order->descending ? (first < second) - (first > second) : (first > second) - (first < second);
}

static void walk(i32 from, i32 to, void (*visit)(i32 number, void *context), void *context) {
  for (; from < to; from++) visit(from, context);
}

static void sum_squares(i32 number, void *context) { *(i64 *)context += (i64)number * number; }

struct chain { void (*visit)(i32, void *); void *context; i32 divisor; };

static void when_divisible(i32 number, void *context) {
  struct chain *chain = context;
  if (number % chain->divisor == 0) chain->visit(number, chain->context);
}

typedef void (*step)(void);
struct ladder { step (*next)(int); };

static u32 ticks[3];
static void red(void) { ticks[0]++; }
static void green(void) { ticks[1] += 2; }
static void amber(void) { ticks[2] += ticks[0]; }
static step choose(int at) { return at % 7 == 3 ? amber : at % 2 ? red : green; }
static step choose_other(int at) { return at % 5 ? green : amber; }

int main(void) {
  static const char *const expressions[] = {"12+3*", "98*7*6*5*4*3*2*", "93/82/-7*", "19>4>55>*", "99*9*9*9*12+/"};
  for (int i = 0; i < 5; i++) put_number(evaluate(expressions[i])), put_char(i < 4 ? ' ' : '\n');

  struct shape shapes[40];
  for (int i = 0; i < 40; i++) {
    shapes[i] = (struct shape){&classes[i * i % 3 + (i % 5 == 0)], i * 37 % 40, i * 11 % 17 + 1};
    for (int k = 0; k < i % 4; k++) shapes[i].class->grow(&shapes[i], k * 0.25);
  }
  struct order order = {0};
  sort(shapes, 40, sizeof *shapes, by_area, &order);
  for (int i = 0; i < 40; i += 13) {
    put_text(shapes[i].class->name), put_char(' ');
    put_real(shapes[i].class->area(&shapes[i]), 4), put_char(i < 39 ? ' ' : '\n');
  }
  i32 numbers[100];
  for (int i = 0; i < 100; i++) numbers[i] = i * 7919 % 997 - 400;
  order.descending = 1;
  sort(numbers, 100, sizeof *numbers, by_number, &order);
  i64 sum = 0;
  for (int i = 0; i < 100; i++) sum = sum * 3 % 1000000007 + numbers[i];
  put_number(sum), put_char(' '), put_number(order.comparisons), end_line();

  i64 squares = 0;
  struct chain threes = {sum_squares, &squares, 3}, sevens = {when_divisible, &threes, 7};
  walk(-500, 1000, when_divisible, &sevens);
  struct ladder ladders[2] = {{choose}, {choose_other}};
  for (int i = 0; i < 300; i++) ladders[i / 3 % 2].next(i)();
  put_number(squares), put_char(' ');
  for (int i = 0; i < 3; i++) put_unsigned(ticks[i]), put_char(i < 2 ? ' ' : '\n');
  return 0;
}
