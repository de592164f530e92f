/* Unions: registers with names for their parts, floating point taken apart, and a calculator of tagged values. */

#include "corpus.h"

union wide_register {
  u64 whole;
  u32 half;
  u16 word;
  struct { u8 low, high; } bytes;
  i8 all[8];
  float floats[2];
};

union real {
  double value;
  u64 bits;
  struct { u64 fraction : 52, exponent : 11, sign : 1; } parts;
};

enum kind { WHOLE, REAL, TEXT, LIST };

struct value {
  enum kind kind;
  union {
    i64 whole;
    double real;
    struct { const char *letters; u32 length; } text;
    struct { struct value *items; u32 count; } list;
  };
};

static struct value pool[64];
static u32 used;

static struct value whole(i64 number) { return (struct value){WHOLE, {.whole = number}}; }
static struct value real(double number) { return (struct value){REAL, {.real = number}}; }

static struct value text(const char *letters) {
  struct value result = {.kind = TEXT};
  result.text.letters = letters;
  result.text.length = (u32)strlen(letters);
  return result;
}

static struct value list(u32 count, const struct value *items) {
  struct value result = {.kind = LIST};
  result.list.items = memcpy(&pool[used], items, count * sizeof *items);
  result.list.count = count;
  used += count;
  return result;
}

static double as_real(struct value value) {
  return value.kind == REAL ? value.real : value.kind == WHOLE ? (double)value.whole : -1;
}

static struct value add(struct value left, struct value right) {
  if (left.kind == LIST) {
    for (u32 i = 0; i < left.list.count; i++) left.list.items[i] = add(left.list.items[i], right);
    return left;
  }
  if (left.kind == TEXT && right.kind == WHOLE && right.whole > 0) {
    u32 skipped = (u32)right.whole < left.text.length ? (u32)right.whole : left.text.length;
    left.text.letters += skipped;
    left.text.length -= skipped;
    return left;
  }
  if (left.kind == WHOLE && right.kind == WHOLE) return whole(left.whole + right.whole);
  return real(as_real(left) + as_real(right));
}

static void show(const struct value *value) {
  switch (value->kind) {
    case WHOLE:
      put_number(value->whole);
      break;
    case REAL:
      put_real(value->real, 3);
      break;
    case TEXT:
      for (u32 i = 0; i < value->text.length; i++) put_char(value->text.letters[i]);
      break;
    case LIST:
      put_char('(');
      for (u32 i = 0; i < value->list.count; i++) {
        if (i) put_char(' ');
        show(&value->list.items[i]);
      }
      put_char(')');
  }
}

/* Newton's method from a first guess that halves the exponent. */
static double square_root(double number) {
  union real guess = {.value = number};
  guess.parts.exponent = (guess.parts.exponent - 1023) / 2 + 1023;
  for (int i = 0; i < 6; i++) guess.value = (guess.value + number / guess.value) / 2;
  return guess.value;
}

static float inverse_root(float number) {
  union { float value; u32 bits; } guess = {number};
  guess.bits = 0x5f3759df - (guess.bits >> 1);
  for (int i = 0; i < 3; i++) guess.value *= 1.5f - 0.5f * number * guess.value * guess.value;
  return guess.value;
}

int main(void) {
  union wide_register a = {.whole = 0x0123456789abcdef};
  u64 sum = 0;
  for (int i = 0; i < 3000; i++) {
    a.bytes.low += a.bytes.high;
    a.word = (u16)(a.word * 3 + i);
    a.bytes.high ^= (u8)a.all[i & 7];
    a.half += (u32)a.all[4];
    a.whole = a.whole << 7 | a.whole >> 57;
    sum = sum * 5 + a.half;
  }
  put_hex(a.whole, 16), put_char(' '), put_hex(sum, 16), end_line();
  a.floats[0] = inverse_root(a.word + 1.0f);
  a.floats[1] = -inverse_root(2);
  put_hex(a.whole, 16), end_line();

  union real checksum = {.bits = 0};
  for (int i = 1; i <= 400; i++) {
    union real root = {.value = square_root(i * 1.75)};
    checksum.bits ^= root.bits * (u64)i;
    checksum.parts.exponent += root.parts.exponent;
  }
  put_hex(checksum.bits, 16), end_line();

  struct value inner[] = {real(0.5), text("nothing"), whole(-40)};
  struct value outer[] = {whole(1L << 40), list(3, inner), text("fibers"), real(-2.125)};
  struct value all = list(4, outer);
  for (int i = 0; i < 4; i++) {
    all = add(all, i == 2 ? real(1.25) : whole(i));
    show(&all), end_line();
  }
  return 0;
}
