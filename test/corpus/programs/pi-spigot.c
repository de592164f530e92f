/* 120 decimals of pi, one after the other, with the spigot of Rabinowitz and Wagon. */

#include "corpus.h"

#define DIGITS 121
#define TERMS (DIGITS * 10 / 3 + 1)

static u32 terms[TERMS];
static int printed, digit_sum;

static void emit(u32 digit) {
  digit_sum += (int)digit;
  put_char((char)('0' + digit));
  printed++;
  if (printed == 1) put_char('.');
  else if (printed % 40 == 1) end_line();
}

int main(void) {
  for (int i = 0; i < TERMS; i++) terms[i] = 2;
  u32 held = 0;
  int nines = 0;
  int first = 1;
  while (printed < DIGITS) {
    u32 carry = 0;
    for (u32 i = TERMS - 1; i > 0; i--) {
      u32 value = terms[i] * 10 + carry;
      terms[i] = value % (2 * i + 1);
      carry = value / (2 * i + 1) * i;
    }
    u32 value = terms[0] * 10 + carry;
    terms[0] = value % 10;
    u32 digit = value / 10;
    if (digit == 9) {
      nines++;
      continue;
    }
    /* A ten raises the digit held back, and the nines after it become zeros. */
    u32 raised = digit == 10;
    if (!first) emit(held + raised);
    for (; nines > 0 && printed < DIGITS; nines--) emit(raised ? 0 : 9);
    first = 0;
    nines = 0;
    held = raised ? 0 : digit;
  }
  put_number(digit_sum);
  end_line();
  return 0;
}
