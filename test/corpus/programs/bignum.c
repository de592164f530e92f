/* Large numbers of 64-bit limbs: the factorial of 200 and the Fibonacci number 1000, in decimal. */

#include "corpus.h"

#define LIMBS 24

struct number {
  int used;
  u64 limbs[LIMBS];
};

static struct number from_word(u64 word) {
  return (struct number){.used = word != 0, .limbs = {word}};
}

static void multiply_word(struct number *number, u64 factor) {
  u64 carry = 0;
  for (int i = 0; i < number->used; i++) {
    unsigned __int128 product = (unsigned __int128)number->limbs[i] * factor + carry;
    number->limbs[i] = (u64)product;
    carry = (u64)(product >> 64);
  }
  if (carry) number->limbs[number->used++] = carry;
}

static struct number add(const struct number *left, const struct number *right) {
  struct number sum = {.used = left->used > right->used ? left->used : right->used};
  u64 carry = 0;
  for (int i = 0; i < sum.used; i++) {
    u64 part;
    u64 over = __builtin_add_overflow(left->limbs[i], right->limbs[i], &part);
    over |= __builtin_add_overflow(part, carry, &sum.limbs[i]);
    carry = over;
  }
  if (carry) sum.limbs[sum.used++] = carry;
  return sum;
}

static struct number multiply(const struct number *left, const struct number *right) {
  struct number product = {.used = left->used + right->used};
  for (int i = 0; i < left->used; i++) {
    u64 carry = 0;
    for (int j = 0; j < right->used; j++) {
      unsigned __int128 part = (unsigned __int128)left->limbs[i] * right->limbs[j];
      part += product.limbs[i + j];
      part += carry;
      product.limbs[i + j] = (u64)part;
      carry = (u64)(part >> 64);
    }
    product.limbs[i + right->used] = carry;
  }
  while (product.used && !product.limbs[product.used - 1]) product.used--;
  return product;
}

/* Divides by a number below 2^32, half a limb at a time, and returns the rest. */
static u32 divide(struct number *number, u32 divisor) {
  u64 rest = 0;
  for (int i = number->used - 1; i >= 0; i--) {
    u64 high = rest << 32 | number->limbs[i] >> 32;
    u64 low = high % divisor << 32 | (u32)number->limbs[i];
    number->limbs[i] = high / divisor << 32 | low / divisor;
    rest = low % divisor;
  }
  while (number->used && !number->limbs[number->used - 1]) number->used--;
  return (u32)rest;
}

static void put_decimal(struct number number) {
  u32 groups[LIMBS * 3];
  int count = 0;
  do groups[count++] = divide(&number, 1000000000);
  while (number.used);
  put_unsigned(groups[--count]);
  while (count--)
    for (u32 place = 100000000; place; place /= 10) put_char((char)('0' + groups[count] / place % 10));
  end_line();
}

int main(void) {
  struct number factorial = from_word(1);
  for (u64 factor = 2; factor <= 200; factor++) multiply_word(&factorial, factor);
  put_decimal(factorial);

  static struct number fibonacci[1001];
  fibonacci[1] = from_word(1);
  for (int i = 2; i <= 1000; i++) fibonacci[i] = add(&fibonacci[i - 1], &fibonacci[i - 2]);
  put_decimal(fibonacci[1000]);

  struct number lucas = add(&fibonacci[499], &fibonacci[501]);
  struct number product = multiply(&fibonacci[500], &lucas);
  put_decimal(lucas);
  int same = product.used == fibonacci[1000].used;
  for (int i = 0; same && i < product.used; i++) same = product.limbs[i] == fibonacci[1000].limbs[i];
  put_text(same ? "the product of halves is the same" : "the product of halves DIFFERS");
  end_line();
  return 0;
}
