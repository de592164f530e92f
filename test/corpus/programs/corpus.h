/*
 * What the programs of the corpus print with. It needs write, which is libc's on a computer and the guest runtime's on
 * the machine, and the five functions of memory and strings that both have. Lines are written when they end.
 */

#ifndef CORPUS_H
#define CORPUS_H

#define UNUSED __attribute__((unused))

typedef unsigned char u8;
typedef unsigned short u16;
typedef unsigned int u32;
typedef unsigned long u64;
typedef signed char i8;
typedef short i16;
typedef int i32;
typedef long i64;

long write(int fd, const void *bytes, unsigned long count);
void *memcpy(void *to, const void *from, unsigned long count);
void *memmove(void *to, const void *from, unsigned long count);
void *memset(void *to, int byte, unsigned long count);
int memcmp(const void *left, const void *right, unsigned long count);
unsigned long strlen(const char *text);

static char corpus_line[256];
static unsigned corpus_used;

UNUSED static void put_char(char letter) {
  corpus_line[corpus_used++] = letter;
  if (letter != '\n' && corpus_used < sizeof corpus_line) return;
  write(1, corpus_line, corpus_used);
  corpus_used = 0;
}

UNUSED static void put_text(const char *text) {
  while (*text) put_char(*text++);
}

UNUSED static void put_unsigned(u64 number) {
  char digits[20];
  int count = 0;
  do digits[count++] = (char)('0' + number % 10);
  while (number /= 10);
  while (count) put_char(digits[--count]);
}

UNUSED static void put_number(i64 number) {
  if (number < 0) put_char('-');
  put_unsigned(number < 0 ? 0 - (u64)number : (u64)number);
}

/* In hexadecimal, with at least so many digits. */
UNUSED static void put_hex(u64 number, int least) {
  for (int digit = 15; digit >= 0; digit--) {
    u64 rest = number >> (digit * 4);
    if (rest || digit < least || digit == 0) put_char("0123456789abcdef"[rest & 15]);
  }
}

/* The bits of a double and of a float: every digit that was computed. */
UNUSED static void put_bits(double value) {
  u64 bits;
  memcpy(&bits, &value, sizeof bits);
  put_hex(bits, 16);
}

UNUSED static void put_bits_float(float value) {
  u32 bits;
  memcpy(&bits, &value, sizeof bits);
  put_hex(bits, 8);
}

/* With so many decimals (at most 9), cut off; below 2^63. */
UNUSED static void put_real(double value, int decimals) {
  if (value != value) {
    put_text("nan");
    return;
  }
  if (value < 0) put_char('-');
  if (value < 0) value = -value;
  if (value > 9e18) {
    put_text("large");
    return;
  }
  u64 whole = (u64)value;
  put_unsigned(whole);
  if (decimals > 0) put_char('.');
  value -= (double)whole;
  while (decimals-- > 0) {
    value *= 10;
    put_char((char)('0' + (int)value));
    value -= (int)value;
  }
}

UNUSED static void end_line(void) {
  put_char('\n');
}

#endif
