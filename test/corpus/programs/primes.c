/* Primes by a sieve of bits, and large ones by Miller and Rabin. */

#include "corpus.h"

#define LIMIT 10000

static u32 composite[LIMIT / 32 + 1];

static u64 multiply(u64 left, u64 right, u64 modulus) {
  u64 product = 0;
  for (left %= modulus; right; right >>= 1) {
    if (right & 1) product = product >= modulus - left ? product - (modulus - left) : product + left;
    left = left >= modulus - left ? left - (modulus - left) : left + left;
  }
  return product;
}

static u64 power(u64 base, u64 exponent, u64 modulus) {
  u64 result = 1;
  for (; exponent; exponent >>= 1) {
    if (exponent & 1) result = multiply(result, base, modulus);
    base = multiply(base, base, modulus);
  }
  return result;
}

static int is_prime(u64 number) {
  static const u64 witnesses[] = { 2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37 };
  int twos = __builtin_ctzl(number - 1);
  for (int i = 0; i < 12; i++) {
    u64 x = power(witnesses[i], (number - 1) >> twos, number);
    if (x == 1 || x == number - 1) continue;
    int step = 1;
    while (step < twos && (x = multiply(x, x, number)) != number - 1) step++;
    if (step == twos) return 0;
  }
  return 1;
}

int main(void) {
  int count = 0;
  u64 sum = 0;
  for (u32 n = 2; n < LIMIT; n++) {
    if (composite[n / 32] >> n % 32 & 1) continue;
    count++;
    sum += n;
    for (u32 multiple = n * n; multiple < LIMIT && n < 100; multiple += n) composite[multiple / 32] |= 1u << multiple % 32;
  }
  put_number(count);
  put_char(' ');
  put_unsigned(sum);
  end_line();
  static const u64 large[] = { 2147483647, 4294967297, 18446744073709551557ul };
  for (int i = 0; i < 3; i++) {
    put_unsigned(large[i]);
    put_text(is_prime(large[i]) ? " is prime\n" : " is not\n");
  }
  return 0;
}
