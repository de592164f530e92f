/* Powers modulo a 64-bit number, by long division and by Montgomery, and the primes found with them. */

#include "corpus.h"

typedef unsigned __int128 u128;

/* The rest of a division of 128 bits by 64, one bit at a time. */
static u64 reduce(u128 value, u64 modulus) {
  u64 low = (u64)value;
  u64 rest = (u64)(value >> 64) % modulus;
  for (int bit = 63; bit >= 0; bit--) {
    int over = rest >> 63;
    rest = rest << 1 | (low >> bit & 1);
    if (over || rest >= modulus) rest -= modulus;
  }
  return rest;
}

static u64 power_by_division(u64 base, u64 exponent, u64 modulus) {
  u64 result = 1 % modulus;
  for (base %= modulus; exponent; exponent >>= 1) {
    if (exponent & 1) result = reduce((u128)result * base, modulus);
    base = reduce((u128)base * base, modulus);
  }
  return result;
}

/* Numbers times 2^64, modulo an odd number. */
struct montgomery {
  u64 modulus, inverse, one, square;
};

static struct montgomery prepare(u64 modulus) {
  u64 inverse = modulus;
  for (int i = 0; i < 5; i++) inverse *= 2 - modulus * inverse;
  u64 one = (0 - modulus) % modulus;
  return (struct montgomery){modulus, inverse, one, reduce((u128)one * one, modulus)};
}

static u64 multiply(const struct montgomery *by, u64 left, u64 right) {
  u128 product = (u128)left * right;
  u64 factor = (u64)product * by->inverse;
  u64 high = (u64)(product >> 64), excess = (u64)((u128)factor * by->modulus >> 64);
  return high - excess + (high < excess ? by->modulus : 0);
}

static u64 power(const struct montgomery *by, u64 base, u64 exponent) {
  u64 result = by->one;
  for (; exponent; exponent >>= 1) {
    if (exponent & 1) result = multiply(by, result, base);
    base = multiply(by, base, base);
  }
  return result;
}

/* Miller and Rabin, with bases that leave no doubt below 2^64. */
static int is_prime(u64 number) {
  static const u8 bases[] = {2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37};
  for (u64 i = 0; i < sizeof bases; i++)
    if (number % bases[i] == 0) return number == bases[i];
  if (number < 2) return 0;
  struct montgomery by = prepare(number);
  u64 minus_one = number - by.one;
  int twos = __builtin_ctzl(number - 1);
  for (u64 i = 0; i < sizeof bases; i++) {
    u64 value = power(&by, multiply(&by, bases[i], by.square), (number - 1) >> twos);
    int passes = value == by.one || value == minus_one;
    for (int square = 1; square < twos && !passes; square++) {
      value = multiply(&by, value, value);
      passes = value == minus_one;
    }
    if (!passes) return 0;
  }
  return 1;
}

int main(void) {
  static const u64 moduli[] = {1000000007, (1UL << 61) - 1, 0xffffffffffffffc5, 0x9e3779b97f4a7c15};
  for (u64 i = 0; i < sizeof moduli / sizeof *moduli; i++) {
    struct montgomery by = prepare(moduli[i]);
    u64 base = 0x123456789abcdef % moduli[i];
    u64 slow = power_by_division(base, 0xfedcba98, moduli[i]);
    u64 fast = power(&by, multiply(&by, base, by.square), 0xfedcba98);
    put_unsigned(slow);
    put_text(multiply(&by, fast, 1) == slow ? " twice" : " DIFFERS");
    end_line();
  }
  static const u64 doubtful[] = {1, 2, 561, 65537, 3215031751, 341550071728321, 3825123056546413051, (1UL << 61) - 1};
  for (u64 i = 0; i < sizeof doubtful / sizeof *doubtful; i++) put_text(is_prime(doubtful[i]) ? "prime " : "not ");
  end_line();
  u64 candidate = 0;
  for (int found = 0; found < 3; found++) {
    do candidate--;
    while (!is_prime(candidate));
    put_unsigned(candidate);
    end_line();
  }
  return 0;
}
