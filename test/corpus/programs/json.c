/* JSON: parsed into a tree and printed again; what is malformed is refused where it is. */

#include "corpus.h"

/* The kind is the letter that it begins with, or 0 for a number. A map has its names and values in turn. */
struct value {
  char kind;
  struct value *next;
  union {
    double number;
    const char *text;
    struct value *first;
  } is;
};

static const char *const words[] = {"null", "true", "false"};
static const char escapes[] = "\"\"\\\\//b\bf\fn\nr\rt\t";
static struct value values[100];
static char letters[1000], *letters_end;
static int used, depth;
static const char *at;

static char peek(void) {
  while (*at == ' ' || *at == '\n' || *at == '\t' || *at == '\r') at++;
  return *at;
}

static int take(const char *word) {
  u64 length = 0;
  while (word[length] && word[length] == at[length]) length++;
  return word[length] ? 0 : (at += length, 1);
}

static int take_digits(double *number, double *scale) {
  const char *start = at;
  for (; *at >= '0' && *at <= '9'; at++, *scale *= 10) *number = *number * 10 + (*at - '0');
  return at > start;
}

static int parse_number(double *number) {
  double scale = 1, exponent = 0, sign = take("-") ? -1 : 1;
  *number = 0;
  if (!take("0") && !take_digits(number, &scale)) return 0;
  scale = sign;
  if (take(".") && !take_digits(number, &scale)) return 0;
  *number /= scale;
  if (!take("e") && !take("E")) return 1;
  int down = take("-");
  if (!down) take("+");
  if (!take_digits(&exponent, &scale) || exponent > 300) return 0;
  for (; exponent > 0; exponent--) *number = down ? *number / 10 : *number * 10;
  return 1;
}

/* Four hexadecimal digits, as UTF-8. */
static int parse_code(void) {
  u32 code = 0;
  for (const char *end = at + 4; at < end; at++) {
    int decimal = *at >= '0' && *at <= '9', letter = *at | 32;
    if (!decimal && (letter < 'a' || letter > 'f')) return 0;
    code = code * 16 + (u32)(decimal ? *at - '0' : letter - 'a' + 10);
  }
  if (code >= 0x800) *letters_end++ = (char)(0xe0 | code >> 12);
  if (code >= 0x80) *letters_end++ = (char)(code < 0x800 ? 0xc0 | code >> 6 : 0x80 | (code >> 6 & 63));
  *letters_end++ = (char)(code < 0x80 ? code : 0x80 | (code & 63));
  return 1;
}

static int parse_text(const char **text) {
  *text = letters_end;
  for (take("\""); !take("\"");) {
    const char *escape = escapes;
    if ((u8)*at < ' ') return 0;
    if (take("\\u")) {
      if (!parse_code()) return 0;
    } else if (take("\\")) {
      while (*escape && *escape != *at) escape += 2;
      if (!*escape) return 0;
      *letters_end++ = escape[1];
      at++;
    } else *letters_end++ = *at++;
  }
  *letters_end++ = 0;
  return 1;
}

static struct value *parse(void) {
  struct value *value = &values[used++], **last = &value->is.first;
  *value = (struct value){.kind = peek()};
  for (int i = 0; i < 3; i++)
    if (take(words[i])) return value;
  if (value->kind == '"') return parse_text(&value->is.text) ? value : 0;
  if (value->kind != '[' && value->kind != '{') {
    value->kind = 0;
    return parse_number(&value->is.number) ? value : 0;
  }
  char end = (char)(*at++ + 2);
  if (++depth > 20) return 0;
  for (int named = end == '}', more = peek() != end; more;) {
    if (named && peek() != '"') return 0;
    if (!(*last = parse())) return 0;
    last = &(*last)->next;
    if (named && peek() != ':') return 0;
    more = peek() == (named ? ':' : ',') ? at++, 1 : 0;
    named ^= end == '}';
  }
  depth--;
  return *at == end ? at++, value : 0;
}

static void print(const struct value *value) {
  char between = value->kind == '{' ? ':' : ',';
  if (!value->kind) put_real(value->is.number, value->is.number == (double)(i64)value->is.number ? 0 : 6);
  for (int i = 0; i < 3; i++)
    if (value->kind == *words[i]) put_text(words[i]);
  if (value->kind < '"' || value->kind == 'n' || value->kind == 't' || value->kind == 'f') return;
  put_char(value->kind);
  if (value->kind == '"')
    for (const char *letter = value->is.text; *letter; letter++) {
      const char *escape = escapes;
      while (*escape && (escape[1] != *letter || *escape == '/')) escape += 2;
      if (*escape) put_char('\\');
      put_char(*escape ? *escape : *letter);
    }
  else
    for (const struct value *part = value->is.first; part; part = part->next) {
      print(part);
      if (part->next) put_char(between);
      if (value->kind == '{') between ^= ':' ^ ',';
    }
  put_char(value->kind == '"' ? '"' : (char)(value->kind + 2));
}

int main(void) {
  static const char *const texts[] = {
    "{ \"name\": \"green\\tthread\", \"size\": [ 4096, -0.5, 125e-1, 7E2],\n\"done\": false, \"\": {} } ",
    "[[], [[1], [null, [3, 4]]], {\"a\": {\"b\": [true, \"caf\\u00e9 \\u20AC\\u000a \\\"\\\\\"]}}, 90071992547409]",
    "[1, 2,]", "{\"a\": 01}", "\"open", "[1]2", "[[[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]]]", "\"\\x\"", "{\"a\" 1}",
  };
  for (u64 i = 0; i < sizeof texts / sizeof *texts; i++) {
    used = depth = 0, letters_end = letters, at = texts[i];
    const struct value *value = parse();
    if (value && !peek()) print(value);
    else put_text("malformed at");
    put_char(' ');
    put_number(at - texts[i]);
    end_line();
  }
  return 0;
}
