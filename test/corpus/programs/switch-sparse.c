/* A lexer whose keywords, letters and codes are told apart by sparse switches: words in 64 bits, ranges, negatives. */

#include "corpus.h"

#define WORD(a, b, c, d, e, f, g, h) \
  ((u64)(a) | (u64)(b) << 8 | (u64)(c) << 16 | (u64)(d) << 24 | (u64)(e) << 32 | (u64)(f) << 40 | (u64)(g) << 48 | \
   (u64)(h) << 56)

enum token { END, NAME, NUMBER, TYPE, LOOP, CHOICE, LEAVE, OPERATOR, BRACKET, ERROR, KINDS };

static const char source[] =
    "static unsigned long gcd(unsigned long a, unsigned long b) {\n"
    "  while (b) { long r = a % b; a = b; b = r; }\n"
    "  return a;\n"
    "}\n"
    "int main(void) {\n"
    "  double sum = 0x1f; char c = 017; short $x;\n"
    "  for (int i = 0; i <= 100; i++) { if (i == 0b101) continue; else sum += gcd(i, 48); }\n"
    "  do switch (c) { case 99: break; default: goto done; } while (sum != 7 && c <<= 1);\n"
    "done: return sum >= 1234 ? c : -1 @ 3;\n"
    "}\n";

static enum token keyword(u64 word) {
  switch (word) {
    case WORD('i', 'n', 't', 0, 0, 0, 0, 0):
    case WORD('c', 'h', 'a', 'r', 0, 0, 0, 0):
    case WORD('l', 'o', 'n', 'g', 0, 0, 0, 0):
    case WORD('v', 'o', 'i', 'd', 0, 0, 0, 0):
    case WORD('s', 'h', 'o', 'r', 't', 0, 0, 0):
    case WORD('d', 'o', 'u', 'b', 'l', 'e', 0, 0):
    case WORD('s', 't', 'a', 't', 'i', 'c', 0, 0):
    case WORD('u', 'n', 's', 'i', 'g', 'n', 'e', 'd'):
      return TYPE;
    case WORD('f', 'o', 'r', 0, 0, 0, 0, 0):
    case WORD('d', 'o', 0, 0, 0, 0, 0, 0):
    case WORD('w', 'h', 'i', 'l', 'e', 0, 0, 0):
      return LOOP;
    case WORD('i', 'f', 0, 0, 0, 0, 0, 0):
    case WORD('e', 'l', 's', 'e', 0, 0, 0, 0):
    case WORD('c', 'a', 's', 'e', 0, 0, 0, 0):
    case WORD('s', 'w', 'i', 't', 'c', 'h', 0, 0):
    case WORD('d', 'e', 'f', 'a', 'u', 'l', 't', 0):
      return CHOICE;
    case WORD('g', 'o', 't', 'o', 0, 0, 0, 0):
    case WORD('b', 'r', 'e', 'a', 'k', 0, 0, 0):
    case WORD('r', 'e', 't', 'u', 'r', 'n', 0, 0):
    case WORD('c', 'o', 'n', 't', 'i', 'n', 'u', 'e'):
      return LEAVE;
    default:
      return NAME;
  }
}

static int digit(char letter) {
  switch (letter) {
    case '0' ... '9': return letter - '0';
    case 'a' ... 'f': return letter - 'a' + 10;
    case 'A' ... 'F': return letter - 'A' + 10;
    default: return 99;
  }
}

/* A test of bits: few answers over a range below 64. */
static int is_doubled(char letter) {
  switch (letter) {
    case '+': case '-': case '&': case '<': case '>': case '=': return 1;
    default: return letter == '|';
  }
}

static u64 value;

static enum token next_token(const char **from) {
  const char *at = *from;
  while (*at == ' ' || *at == '\n') at++;
  *from = at;
  value = 0;
  switch (*at) {
    case 0:
      return END;
    case 'A' ... 'Z':
    case 'a' ... 'z':
    case '_':
      for (int i = 0; (*at >= 'a' && *at <= 'z') || (*at >= 'A' && *at <= 'Z') || *at == '_'; i++, at++)
        if (i < 8) value |= (u64)*at << (i * 8);
      *from = at;
      return keyword(value);
    case '0' ... '9': {
      int base = 10;
      if (*at == '0') switch (at[1]) {
          case 'x': base = 16, at += 2; break;
          case 'b': base = 2, at += 2; break;
          case '0' ... '7': base = 8;
        }
      while (digit(*at) < base) value = value * (u64)base + (u64)digit(*at++);
      *from = at;
      return NUMBER;
    }
    case '(': case ')': case '{': case '}':
      value = (u64)*at;
      ++*from;
      return BRACKET;
    case '+': case '-': case '*': case '/': case '%': case '<': case '>': case '=': case '!':
    case '&': case '|': case '?': case ':': case ';': case ',': case '^': case '~':
      value = (u64)*at++;
      if (is_doubled((char)value) && *at == (char)value) value = value << 8 | (u64)*at++;
      if (*at == '=') value = value << 8 | (u64)*at++;
      *from = at;
      return OPERATOR;
    default:
      ++*from;
      return ERROR;
  }
}

/* Far apart, negative, and some beyond 32 bits. */
static i64 weigh(i64 code) {
  switch (code) {
    case -9000000000: return 3;
    case -2147483647 - 1: return 5;
    case -4096 ... -4000: return code + 4097;
    case -1: return 7;
    case 0: return 11;
    case 200: case 201: case 204: return code * 2;
    case 301: case 302: case 307: case 308: return code ^ 0x55;
    case 400 ... 499: return code - 399;
    case 65537: return 13;
    case 4294967296: return 17;
    case 9000000000: return 19;
    default: return -1;
  }
}

int main(void) {
  u32 counts[KINDS] = {0};
  u64 hash = 14695981039346656037UL;
  for (int round = 0; round < 3; round++) {
    const char *at = source + round;
    for (enum token token; (token = next_token(&at)) != END;) {
      counts[token]++;
      hash = (hash ^ (value + token)) * 1099511628211UL;
    }
  }
  for (int i = NAME; i < KINDS; i++) put_unsigned(counts[i]), put_char(i + 1 < KINDS ? ' ' : '\n');
  put_hex(hash, 16), end_line();
  static const i64 scales[] = {1, -1, 37, 4096, 65537, 2147483648, 4500000000, -4500000000};
  i64 sum = 0;
  u32 known = 0;
  for (i64 i = -120; i < 600; i++)
    for (int k = 0; k < 8; k++) {
      i64 weight = weigh(i * scales[k]);
      known += weight >= 0;
      sum += weight * (i + k);
    }
  put_unsigned(known), put_char(' '), put_number(sum), end_line();
  return 0;
}
