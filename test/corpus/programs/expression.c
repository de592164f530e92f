/* A calculator: expressions with precedence, variables and functions, computed while they are parsed. */

#include <emmintrin.h>

#include "corpus.h"

static const char *at, *failure;
static double variables[26];

static double parse_sum(void);

static double fail(const char *why) {
  if (!failure) failure = why;
  return 0;
}

static char peek(void) {
  while (*at == ' ') at++;
  return *at;
}

static int take(char letter) {
  if (peek() != letter) return 0;
  at++;
  return 1;
}

static double square_root(double value, UNUSED double other) {
  __m128d vector = _mm_set_sd(value);
  return value < 0 ? fail("root of a negative number") : _mm_cvtsd_f64(_mm_sqrt_sd(vector, vector));
}

static double absolute(double value, UNUSED double other) {
  return value < 0 ? -value : value;
}

static double least(double left, double right) {
  return left < right ? left : right;
}

static double most(double left, double right) {
  return left > right ? left : right;
}

static double rounded_down(double value, UNUSED double other) {
  double whole = (double)(i64)value;
  return whole > value ? whole - 1 : whole;
}

static const struct function {
  const char *name;
  double (*call)(double, double);
  int arguments;
} functions[] = {
  {"sqrt", square_root, 1}, {"abs", absolute, 1}, {"min", least, 2}, {"max", most, 2}, {"floor", rounded_down, 1},
};

static double power(double base, double exponent) {
  if (exponent != (double)(i64)exponent || exponent > 1000 || exponent < -1000) return fail("power is not whole");
  double result = 1;
  for (i64 left = (i64)absolute(exponent, 0); left; left >>= 1, base *= base)
    if (left & 1) result *= base;
  return exponent < 0 ? 1 / result : result;
}

static double parse_number(void) {
  double number = 0, scale = 1;
  for (; *at >= '0' && *at <= '9'; at++) number = number * 10 + (*at - '0');
  if (*at == '.')
    for (at++; *at >= '0' && *at <= '9'; at++) number += (*at - '0') / (scale *= 10);
  return number;
}

static double parse_name(void) {
  const char *name = at;
  while (*at >= 'a' && *at <= 'z') at++;
  u64 length = (u64)(at - name);
  if (length == 1) return variables[*name - 'a'];
  for (u64 i = 0; i < sizeof functions / sizeof *functions; i++) {
    const struct function *function = &functions[i];
    if (strlen(function->name) != length || memcmp(function->name, name, length)) continue;
    if (!take('(')) return fail("( expected");
    double first = parse_sum(), second = 0;
    if (function->arguments > 1) second = take(',') ? parse_sum() : fail(", expected");
    return take(')') ? function->call(first, second) : fail(") expected");
  }
  return fail("no such function");
}

static double parse_atom(void) {
  char next = peek();
  if (next >= 'a' && next <= 'z') return parse_name();
  if ((next >= '0' && next <= '9') || next == '.') return parse_number();
  if (!take('(')) return fail("number expected");
  double value = parse_sum();
  return take(')') ? value : fail(") expected");
}

/* Powers bind from the right, and stronger than a sign before them. */
static double parse_signed(void) {
  if (take('-')) return -parse_signed();
  double base = parse_atom();
  return take('^') ? power(base, parse_signed()) : base;
}

static double parse_product(void) {
  double value = parse_signed();
  for (;;) {
    if (take('*')) value *= parse_signed();
    else if (take('/')) {
      double divisor = parse_signed();
      value = divisor == 0 ? fail("division by zero") : value / divisor;
    } else return value;
  }
}

static double parse_sum(void) {
  double value = parse_product();
  for (;;) {
    if (take('+')) value += parse_product();
    else if (take('-')) value -= parse_product();
    else return value;
  }
}

static void calculate(const char *line) {
  at = line;
  failure = 0;
  double *variable = 0;
  if (line[0] >= 'a' && line[0] <= 'z' && line[1] == ' ' && line[2] == '=') {
    variable = &variables[line[0] - 'a'];
    at += 3;
  }
  double value = parse_sum();
  if (peek()) fail("operator expected");
  put_text(line);
  put_text(" -> ");
  if (failure) {
    put_text(failure);
    put_text(" at ");
    put_number(at - line);
  } else {
    if (variable) *variable = value;
    put_real(value, 6);
    put_char(' ');
    put_bits(value);
  }
  end_line();
}

int main(void) {
  static const char *const lines[] = {
    "1 + 2 * 3 - 4 / 5", "-2 ^ 2 ^ 3", "(1 - 2) * -(3 + .5)", "x = 2 ^ -10", "y = x * 1024 + 0.1", "sqrt(x) / y",
    "max(min(7, y), abs(-3.25)) * 2", "floor(-7 / 2) + floor(7 / 2)", "g = (1 + sqrt(5)) / 2", "(g ^ 40 - (1 - g) ^ 40) / sqrt(5)",
    "1 / (x - 2 ^ -10)", "2 ^ 0.5", "sqrt(-1)", "(1 + 2", "3 4", "sin(1)", "min(1)",
  };
  for (u64 i = 0; i < sizeof lines / sizeof *lines; i++) calculate(lines[i]);
  return 0;
}
