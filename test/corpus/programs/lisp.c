/* A little lisp: a reader, an evaluator whose closures may call themselves for ever in the last place, a printer. */

#include "corpus.h"

enum { CELLS = 8000, NAMES = 64, DEEPEST = 100 };
enum kind { NUMBER, SYMBOL, PAIR, CLOSURE, PRIMITIVE };
enum word { QUOTE, IF, DEFINE, LAMBDA, TRUE, CAR, CDR, EMPTY, CONS, PLUS, MINUS, TIMES, REMAINDER, LESS, WORDS };
static const char *const words[] = {
  "quote", "if", "define", "lambda", "t", "car", "cdr", "null", "cons", "+", "-", "*", "rem", "<",
};

/* A symbol's rest is its global value, a closure's what its body sees: pairs of name and value. The empty list is 0. */
typedef struct cell {
  enum kind kind;
  u32 length;
  union { i64 number; const char *name; struct cell *first; };
  struct cell *rest;
} Cell;

static Cell cells[CELLS], names[NAMES], unbound;
static u32 taken, named;
static const char *at, *failure;

static Cell *fail(const char *why) { return failure = failure ? failure : why, (Cell *)0; }
static Cell *take(Cell cell) { return taken < CELLS ? cells[taken] = cell, &cells[taken++] : fail("memory is full"); }
static Cell *number(u64 number) { return take((Cell){NUMBER, .number = (i64)number}); }
static Cell *pair(Cell *first, Cell *rest) { return take((Cell){PAIR, .first = first, .rest = rest}); }
static Cell *car(Cell *list) { return list && list->kind == PAIR ? list->first : fail("not a pair"); }
static Cell *cdr(Cell *list) { return list && list->kind == PAIR ? list->rest : fail("not a pair"); }

static Cell *symbol(const char *name, u64 length) {
  u32 i = 0;
  while (i < named && (names[i].length != length || memcmp(names[i].name, name, length))) i++;
  if (i == NAMES) return fail("too many names");
  if (i == named) names[named++] = (Cell){SYMBOL, (u32)length, .name = name, .rest = &unbound};
  return &names[i];
}

static char peek(void) {
  while (*at == ' ') at++;
  return *at;
}

static Cell *read(void) {
  Cell *list = 0, **end = &list;
  char letter = peek();
  const char *from = at;
  if (letter == '(') {
    for (at++; peek() != ')'; end = &(*end)->rest)
      if (!*at || !(*end = pair(read(), 0))) return fail("list does not end");
    return at++, list;
  }
  while (*at && *at != ' ' && *at != '(' && *at != ')') at++;
  if (letter < '0' || letter > '9') return at > from ? symbol(from, (u64)(at - from)) : fail("value expected");
  u64 value = 0;
  while (from < at) value = value * 10 + (u64)(*from++ - '0');
  return number(value);
}

static void print(const Cell *value) {
  if (!value) put_text("()");
  else if (value->kind == NUMBER) put_number(value->number);
  else if (value->kind == SYMBOL) for (u32 i = 0; i < value->length; i++) put_char(value->name[i]);
  else if (value->kind != PAIR) put_text(value->kind == CLOSURE ? "<closure>" : words[value->number]);
  else {
    put_char('('), print(value->first);
    while ((value = value->rest) && value->kind == PAIR) put_char(' '), print(value->first);
    if (value) put_text(" . "), print(value);
    put_char(')');
  }
}

static Cell *call(i64 primitive, Cell *left, Cell *right) {
  if (primitive > CONS && (!left || left->kind != NUMBER || !right || right->kind != NUMBER)) fail("not a number");
  if (failure) return 0;
  switch (primitive) {
    case CAR: return car(left);
    case CDR: return cdr(left);
    case EMPTY: return left ? 0 : &names[TRUE];
    case CONS: return pair(left, right);
    case PLUS: return number((u64)left->number + (u64)right->number);
    case MINUS: return number((u64)left->number - (u64)right->number);
    case TIMES: return number((u64)left->number * (u64)right->number);
    case REMAINDER: return right->number > 0 ? number((u64)(left->number % right->number)) : fail("no such remainder");
    default: return left->number < right->number ? &names[TRUE] : 0;
  }
}

static Cell *value_of(Cell *name, const Cell *visible) {
  for (; visible; visible = visible->rest)
    if (visible->first->first == name) return visible->first->rest;
  return name->rest == &unbound ? fail("no such variable") : name->rest;
}

static Cell *evaluate(Cell *form, Cell *visible, int depth) {
  if (depth++ == DEEPEST) return fail("recursion is too deep");
  while (form && !failure) {
    if (form->kind != PAIR) return form->kind == SYMBOL ? value_of(form, visible) : form;
    Cell *head = form->first, *rest = form->rest;
    if (head == &names[QUOTE]) return car(rest);
    if (head == &names[LAMBDA]) return take((Cell){CLOSURE, .first = rest, .rest = visible});
    Cell *first = head == &names[IF] ? car(rest) : head == &names[DEFINE] ? car(cdr(rest)) : head;
    Cell *value = evaluate(first, visible, depth);
    if (failure) return 0;
    if (head == &names[DEFINE]) {
      if (!rest->first || rest->first->kind != SYMBOL) return fail("not a name");
      return rest->first->rest = value, rest->first;
    }
    if (head == &names[IF]) {
      form = car(value ? cdr(rest) : cdr(cdr(rest)));
      continue;
    }
    if (!value || value->kind < CLOSURE) return fail("not a function");
    if (value->kind == PRIMITIVE) {
      Cell *left = evaluate(car(rest), visible, depth);
      return call(value->number, left, value->number < CONS ? 0 : evaluate(car(cdr(rest)), visible, depth));
    }
    Cell *parameters = car(value->first), *inside = value->rest;
    for (; parameters && rest; parameters = cdr(parameters), rest = rest->rest)
      inside = pair(pair(car(parameters), evaluate(rest->first, visible, depth)), inside);
    if (parameters || rest) return fail("wrong number of arguments");
    form = car(cdr(value->first)), visible = inside;
  }
  return 0;
}

int main(void) {
  static const char *const texts[] = {
    "(define fact (lambda (n) (if (< n 2) 1 (* n (fact (- n 1)))))) (fact 20)",
    "(define sum (lambda (n so-far) (if (< n 1) so-far (sum (- n 1) (+ so-far n))))) (sum 200 0)",
    "(define map (lambda (f l) (if (null l) l (cons (f (car l)) (map f (cdr l)))))) "
    "(define times (lambda (n) (lambda (x) (* n x)))) (map (times 7) (quote (1 2 3)))",
    "(define range (lambda (a b) (if (< a b) (cons a (range (+ a 1) b)) ()))) (define strike (lambda (n l) "
    "(if (null l) l ((lambda (r) (if (< 0 (rem (car l) n)) (cons (car l) r) r)) (strike n (cdr l)))))) (define sieve "
    "(lambda (l) (if (null l) l (cons (car l) (sieve (strike (car l) (cdr l))))))) (sieve (range 2 60))",
    "((lambda (f) (f f 11)) (lambda (f n) (if (< n 2) n (+ (f f (- n 1)) (f f (- n 2))))))",
    "(cons (cons 1 2) (cons car (cons fact (quote (a (b) ())))))", "(car (cdr (cons 1 2)))", "(fact)", "(fact t)",
    "(define loop (lambda (n) (+ 1 (loop n)))) (loop 1)", "(1 2", "(rem 1 0)", "(unknown 1)", "((fact 3) 4)", ")",
  };
  for (int i = 0; i < WORDS; i++)
    symbol(words[i], strlen(words[i]))->rest = i < CAR ? &names[i] : take((Cell){PRIMITIVE, .number = i});
  for (u64 i = 0; i < sizeof texts / sizeof *texts; i++) {
    Cell *value = 0;
    for (at = texts[i], failure = 0; peek() && !failure;) value = evaluate(read(), 0, 0);
    if (failure) put_text(failure), put_text(" at "), put_number(at - texts[i]), end_line();
    else print(value), put_char(' '), put_unsigned(taken), end_line();
  }
  return 0;
}
