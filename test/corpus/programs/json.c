/* JSON: parsed into a tree, measured and printed again; what is malformed is refused where it is. */

#include "corpus.h"

enum kind { NOTHING, NO, YES, NUMBER, TEXT, LIST, MAP };

struct value {
  enum kind kind;
  const char *name;
  struct value *next;
  union {
    double number;
    const char *text;
    struct value *first;
  } is;
};

static struct value values[100];
static char letters[1000], *letters_end;
static int used, depth;
static const char *at;

static struct value *parse_value(void);

static void skip_space(void) {
  while (*at == ' ' || *at == '\n' || *at == '\t' || *at == '\r') at++;
}

static int take(const char *wanted) {
  u64 length = 0;
  for (; wanted[length]; length++)
    if (at[length] != wanted[length]) return 0;
  at += length;
  return 1;
}

static int take_digits(double *number, double *scale) {
  const char *start = at;
  for (; *at >= '0' && *at <= '9'; at++, *scale *= 10) *number = *number * 10 + (*at - '0');
  return at > start;
}

static int parse_number(double *result) {
  double number = 0, scale = 1, ignored = 1, exponent = 0;
  int negative = take("-");
  if (*at == '0' ? (at++, 0) : !take_digits(&number, &ignored)) return 0;
  if (take(".") && !take_digits(&number, &scale)) return 0;
  number /= scale;
  if (*at == 'e' || *at == 'E') {
    at++;
    int down = *at == '-';
    if (*at == '-' || *at == '+') at++;
    if (!take_digits(&exponent, &ignored) || exponent > 300) return 0;
    while (exponent-- > 0) number = down ? number / 10 : number * 10;
  }
  *result = negative ? -number : number;
  return 1;
}

/* Four hexadecimal digits, as UTF-8. */
static int parse_code(void) {
  u32 code = 0;
  for (int i = 0; i < 4; i++, at++) {
    int lower = *at | 32;
    if (*at >= '0' && *at <= '9') code = code * 16 + (u32)(*at - '0');
    else if (lower >= 'a' && lower <= 'f') code = code * 16 + (u32)(lower - 'a' + 10);
    else return 0;
  }
  if (code >= 0x800) *letters_end++ = (char)(0xe0 | code >> 12);
  if (code >= 0x800) *letters_end++ = (char)(0x80 | (code >> 6 & 63));
  else if (code >= 0x80) *letters_end++ = (char)(0xc0 | code >> 6);
  *letters_end++ = (char)(code < 0x80 ? code : 0x80 | (code & 63));
  return 1;
}

static const char *parse_text(void) {
  static const char escapes[] = "\"\"\\\\//b\bf\fn\nr\rt\t";
  const char *text = letters_end;
  if (!take("\"")) return 0;
  while (*at != '"') {
    if ((u8)*at < ' ') return 0;
    if (take("\\u")) {
      if (!parse_code()) return 0;
    } else if (take("\\")) {
      const char *escape = escapes;
      while (*escape && *escape != *at) escape += 2;
      if (!*escape) return 0;
      *letters_end++ = escape[1];
      at++;
    } else *letters_end++ = *at++;
  }
  at++;
  *letters_end++ = 0;
  return text;
}

static int parse_members(struct value **last, char end) {
  *last = 0;
  skip_space();
  if (*at == end) return at++, 1;
  do {
    const char *name = 0;
    skip_space();
    if (end == '}' && !(name = parse_text())) return 0;
    skip_space();
    if (end == '}' && !take(":")) return 0;
    if (!(*last = parse_value())) return 0;
    (*last)->name = name;
    last = &(*last)->next;
    skip_space();
  } while (take(","));
  return *at == end ? at++, 1 : 0;
}

static struct value *parse_value(void) {
  struct value *value = &values[used++];
  *value = (struct value){.kind = NOTHING};
  int good = 1;
  skip_space();
  if (take("null")) return value;
  if (take("true")) value->kind = YES;
  else if (take("false")) value->kind = NO;
  else if (*at == '"') value->kind = TEXT, good = (value->is.text = parse_text()) != 0;
  else if (*at == '[' || *at == '{') {
    char end = (char)(*at++ + 2);
    value->kind = end == ']' ? LIST : MAP;
    good = ++depth < 20 && parse_members(&value->is.first, end);
    depth--;
  } else value->kind = NUMBER, good = parse_number(&value->is.number);
  return good ? value : 0;
}

static void print_text(const char *text) {
  put_char('"');
  for (; *text; text++) {
    if (*text == '"' || *text == '\\') put_char('\\');
    if (*text == '\n') put_text("\\n");
    else put_char(*text);
  }
  put_char('"');
}

static void print(const struct value *value) {
  if (value->name) print_text(value->name), put_char(':');
  switch (value->kind) {
    case NUMBER:
      put_real(value->is.number, value->is.number != (double)(i64)value->is.number ? 6 : 0);
      return;
    case TEXT:
      print_text(value->is.text);
      return;
    case LIST:
    case MAP:
      put_char(value->kind == LIST ? '[' : '{');
      for (const struct value *part = value->is.first; part; part = part->next) {
        print(part);
        if (part->next) put_char(',');
      }
      put_char(value->kind == LIST ? ']' : '}');
      return;
    default:
      put_text(value->kind == YES ? "true" : value->kind == NO ? "false" : "null");
  }
}

static double total(const struct value *value) {
  double sum = value->kind == NUMBER ? value->is.number : 0;
  if (value->kind >= LIST)
    for (const struct value *part = value->is.first; part; part = part->next) sum += total(part);
  return sum;
}

int main(void) {
  static const char *const texts[] = {
    " { \"name\" : \"green\\tthread\", \"stack\": [ 4096, -0.5, 1.25e2, 75E-2 ],\n\"done\": false, \"next\": null, \"\": {} } ",
    "[[], [[1], [2, [3, 4]]], {\"a\": {\"b\": [true, \"caf\\u00e9 \\u20ac \\\"\\\\\\n\"]}}, 9007199254740993]",
    "[1, 2,]",
    "{\"a\": 01}",
    "\"open",
    "[1] 2",
    "[[[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]]]",
    "\"\\x\"",
  };
  for (u64 i = 0; i < sizeof texts / sizeof *texts; i++) {
    used = depth = 0;
    letters_end = letters;
    at = texts[i];
    struct value *value = parse_value();
    skip_space();
    if (value && !*at) {
      print(value);
      end_line();
      put_number(used);
      put_text(" values of sum ");
      put_bits(total(value));
    } else {
      put_text("malformed at ");
      put_number(at - texts[i]);
    }
    end_line();
  }
  return 0;
}
