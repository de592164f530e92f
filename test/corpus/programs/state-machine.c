/* State machines: numbers read by gotos, a brainfuck interpreter with computed gotos, comments removed by a table. */

#include "corpus.h"

struct number { i64 mantissa; i32 exponent; const char *error; };

static int is_digit(char letter) {
  return (u8)(letter - '0') < 10;
}

/* [+-] digits [. digits] [e [+-] digits], every state a label. */
static struct number read_number(const char *at) {
  struct number result = {0, 0, "expected a digit"};
  int negative = 0, lowered = 0;
  i32 exponent = 0;
  if (*at == '-') {
    negative = 1;
    goto sign;
  }
  if (*at == '+') goto sign;
  goto start;
sign:
  at++;
start:
  if (is_digit(*at)) goto whole;
  if (*at == '.' && is_digit(at[1])) goto point;
  return result;
whole:
  result.mantissa = result.mantissa * 10 + *at++ - '0';
  if (is_digit(*at)) goto whole;
  if (*at == '.') goto point;
  if (*at == 'e') goto power;
  goto end;
point:
  at++;
fraction:
  if (*at == 'e') goto power;
  if (!is_digit(*at)) goto end;
  result.mantissa = result.mantissa * 10 + *at++ - '0';
  result.exponent--;
  goto fraction;
power:
  at++;
  if (*at == '-') {
    lowered = 1;
    at++;
  } else if (*at == '+') {
    at++;
  }
  if (!is_digit(*at)) return result;
digits:
  exponent = exponent * 10 + *at++ - '0';
  if (is_digit(*at)) goto digits;
end:
  result.error = *at ? "unexpected letter" : 0;
  result.exponent += lowered ? -exponent : exponent;
  if (negative) result.mantissa = -result.mantissa;
  return result;
}

/* Each operation jumps to the next one's code itself; the table holds distances, so it needs no relocations. */
static u32 interpret(const char *program, char *output) {
  static const i32 distances[] = {&&other - &&other, &&plus - &&other,  &&minus - &&other, &&left - &&other,
                                  &&right - &&other, &&print - &&other, &&open - &&other,  &&close - &&other,
                                  &&end - &&other};
  static const u8 kinds[128] = {['+'] = 1, ['-'] = 2, ['<'] = 3, ['>'] = 4, ['.'] = 5, ['['] = 6, [']'] = 7, [0] = 8};
  u8 cells[64] = {0}, *cell = cells;
  const char *loops[8], **loop = loops, *at = program;
  u32 steps = 0;
  int depth;
#define NEXT goto *(&&other + distances[kinds[(u8)*at++]])
  NEXT;
plus:
  ++*cell, steps++;
  NEXT;
minus:
  --*cell, steps++;
  NEXT;
left:
  cell--, steps++;
  NEXT;
right:
  cell++, steps++;
  NEXT;
print:
  *output++ = (char)*cell;
  NEXT;
open:
  if (*cell) {
    *loop++ = at;
    NEXT;
  }
  for (depth = 1; depth; at++) depth += (*at == '[') - (*at == ']');
  NEXT;
close:
  if (*cell) at = loop[-1];
  else loop--;
  NEXT;
other:
  NEXT;
end:
  *output = 0;
  return steps;
}

enum state { CODE, SLASH, LINE, BLOCK, STAR, QUOTE, ESCAPE, STATES };
enum letter { PLAIN, IS_SLASH, IS_STAR, IS_LINE, IS_QUOTE, IS_ESCAPE, LETTERS };

static u32 remove_comments(const char *text, u32 visits[STATES]) {
  static const u8 next[STATES][LETTERS] = {
      {CODE, SLASH, CODE, CODE, QUOTE, CODE},     {CODE, LINE, BLOCK, CODE, QUOTE, CODE},
      {LINE, LINE, LINE, CODE, LINE, LINE},       {BLOCK, BLOCK, STAR, BLOCK, BLOCK, BLOCK},
      {BLOCK, CODE, STAR, BLOCK, BLOCK, BLOCK},   {QUOTE, QUOTE, QUOTE, QUOTE, CODE, ESCAPE},
      {QUOTE, QUOTE, QUOTE, QUOTE, QUOTE, QUOTE},
  };
  static const char special[] = "/*\n\"\\";
  u8 state = CODE;
  u32 hash = 5381;
  for (; *text; text++) {
    u8 letter = PLAIN;
    for (u8 i = 0; special[i]; i++)
      if (*text == special[i]) letter = i + 1;
    state = next[state][letter];
    visits[state]++;
    if (state == CODE || state >= QUOTE) hash = hash * 33 + (u8)*text;
  }
  return hash;
}

int main(void) {
  static const char *const numbers[] = {"42", "-17.25", "+.5e-3", "6.02214076e23", "-", "1e", "12x", "007.50e+012", "..1"};
  for (int i = 0; i < 9; i++) {
    struct number number = read_number(numbers[i]);
    if (number.error) put_text(number.error);
    else put_number(number.mantissa), put_char('e'), put_number(number.exponent);
    put_char(i < 8 ? ' ' : '\n'), put_text(i < 8 ? "| " : "");
  }
  char output[64];
  u32 steps = interpret("+++++ +++[>++++[>++>+++>+++>+<<<<-]>+>+>->>+[<]<-] skip: [this] >>.>---.+++++++..+++.>>.<-.<.+++."
                        "----- -.----- ---.>>+.", output);
  put_text(output), put_unsigned(steps), end_line();
  steps = interpret("++++++++[>+++++++++<-]>[->+>+<<]>>>++++[>++++<-]>[->>++++[>+++++<-]>[-<<<<.+>>>>]<<]<<.<.", output);
  put_text(output), put_char(' '), put_unsigned(steps), end_line();
  u32 visits[STATES] = {0};
  put_hex(remove_comments("int a; // one \"line\"\nchar *b = \"/* no \\\" comment */\"; /* a * b / c **/ a = 8 / 2 / b;"
                          "/* \" */ \"//\" /**/ // end", visits), 8);
  for (int i = 0; i < STATES; i++) put_char(' '), put_unsigned(visits[i]);
  end_line();
  return 0;
}
