/* Structures of every class of the calling convention, passed and returned by value, nested and in arrays. */

#include "corpus.h"

#define NOINLINE __attribute__((noinline))

struct byte { u8 value; };
struct triple { u8 values[3]; };
struct mixed_word { i32 whole; float part; };
struct point { float x, y; };
struct vector { float x, y, z; };
struct pair { i64 first, second; };
struct real_first { double real; i64 whole; };
struct whole_first { i64 whole; double real; };
struct complex { double real, imaginary; };
struct odd { i32 values[3]; u8 tail; };
struct box { struct point from, to; };
struct matrix { i64 cells[2][2]; };
struct record { u8 tag; struct { u16 low; struct triple bytes; } inner; struct complex value; const char *name; };
struct page { struct pair pairs[12]; u8 rest[9]; };

NOINLINE struct byte next_byte(struct byte from) { return (struct byte){(u8)(from.value * 5 + 1)}; }

NOINLINE struct triple rotate(struct triple from, u8 added) {
  return (struct triple){{from.values[1], from.values[2], (u8)(from.values[0] + added)}};
}

NOINLINE struct mixed_word scale(struct mixed_word from, i32 by) {
  return (struct mixed_word){from.whole * by, from.part / (float)by};
}

NOINLINE struct point middle(struct box of) {
  return (struct point){(of.from.x + of.to.x) / 2, (of.from.y + of.to.y) / 2};
}

NOINLINE struct vector cross(struct vector left, struct vector right) {
  return (struct vector){left.y * right.z - left.z * right.y, left.z * right.x - left.x * right.z,
                         left.x * right.y - left.y * right.x};
}

NOINLINE struct pair divide(i64 number, i64 by) { return (struct pair){number / by, number % by}; }

NOINLINE struct whole_first turn(struct real_first from) {
  return (struct whole_first){from.whole + (i64)from.real, from.real * 0.5};
}

NOINLINE struct real_first turn_back(struct whole_first from) {
  return (struct real_first){from.real + 1.25, from.whole ^ 0x55};
}

NOINLINE struct complex multiply(struct complex left, struct complex right) {
  return (struct complex){left.real * right.real - left.imaginary * right.imaginary,
                          left.real * right.imaginary + left.imaginary * right.real};
}

NOINLINE struct odd shift(struct odd from) {
  return (struct odd){{from.values[2], from.values[0], from.values[1] + from.tail}, (u8)(from.tail + 3)};
}

NOINLINE struct matrix product(struct matrix left, struct matrix right) {
  struct matrix result = {{{0}}};
  for (int row = 0; row < 2; row++)
    for (int column = 0; column < 2; column++)
      for (int k = 0; k < 2; k++) result.cells[row][column] += left.cells[row][k] * right.cells[k][column];
  return result;
}

/* The registers run out in the middle: a pair that does not fit goes to the stack as a whole, a later byte does not. */
NOINLINE i64 exhaust(i64 a, struct pair b, i64 c, i64 d, struct pair e, struct byte f, struct odd g, struct matrix h,
                     struct complex i, struct vector j, struct box k, struct complex l, struct complex m) {
  i64 sum = a + b.first * 2 + b.second * 3 + c * 5 + d * 7 + e.first * 11 + e.second * 13 + f.value * 17;
  sum += g.values[0] * 19 + g.values[2] * 23 + g.tail * 29 + h.cells[0][1] * 31 + h.cells[1][0] * 37;
  return sum + (i64)(i.real * 41 + j.z * 43 + k.to.y * 47 + l.imaginary * 53 + m.real * 59);
}

NOINLINE struct record describe(u8 tag, struct complex value, const char *name) {
  struct record result = {tag, {(u16)(tag * 257), {{tag, (u8)~tag, (u8)(tag >> 1)}}}, value, name};
  result.inner.bytes = rotate(result.inner.bytes, tag);
  return result;
}

NOINLINE struct page fill(struct page from, int at, struct pair with) {
  from.pairs[at] = with;
  from.rest[at % 9] ^= (u8)with.second;
  return from;
}

int main(void) {
  struct byte byte = {7};
  struct triple triple = {{1, 2, 3}};
  struct mixed_word word = {3, 1000};
  struct vector vector = {1, 2, 3}, axis = {0.5f, -0.25f, 0.125f};
  struct real_first real = {2.5, 100};
  struct complex point = {1, 0}, step = {0.75, 0.5};
  struct odd odd = {{10, 20, 30}, 250};
  struct matrix power = {{{1, 0}, {0, 1}}}, fibonacci = {{{1, 1}, {1, 0}}};
  struct page page = {0};
  struct record records[4];
  static const char *const names[] = {"north", "east", "south", "west"};
  i64 sum = 0;
  for (int i = 0; i < 60; i++) {
    byte = next_byte(byte);
    triple = rotate(triple, byte.value);
    word = scale(word, i % 3 + 1);
    if (i % 8 == 7) word = (struct mixed_word){i, word.part * 512};
    struct box box = {{vector.x, word.part}, {axis.y, vector.z}};
    struct point half = middle(box);
    vector = cross(vector, axis);
    vector.x += half.x + 1;
    vector.y -= half.y / 64;
    struct pair pair = divide(power.cells[0][0] * 1000 + i, byte.value + 1);
    real = turn_back(turn(real));
    point = multiply(point, step);
    odd = shift(odd);
    power = product(power, fibonacci);
    records[i % 4] = describe(byte.value, point, names[(i + 1) % 4]);
    page = fill(page, i % 12, pair);
    sum ^= exhaust(i, pair, sum & 0xff, word.whole, (struct pair){i, -i}, byte, odd, (struct matrix){{{1, i}, {-i, 2}}},
                   point, (struct vector){1, 2, (float)i}, (struct box){{1, 2}, {3, (float)i / 2}}, step, step);
  }
  put_number(sum);
  put_char(' ');
  put_number(power.cells[0][1]);
  end_line();
  put_bits_float(vector.x), put_char(' '), put_bits_float(vector.y), put_char(' '), put_bits_float(vector.z);
  end_line();
  put_bits(point.real), put_char(' '), put_bits(point.imaginary), put_char(' '), put_bits(real.real);
  end_line();
  for (int i = 0; i < 4; i++) {
    struct record copy = records[i];
    put_text(copy.name), put_char(' '), put_hex(copy.tag, 2), put_char(' '), put_hex(copy.inner.low, 4);
    for (int k = 0; k < 3; k++) put_char(' '), put_hex(copy.inner.bytes.values[k], 2);
    put_char(' '), put_bits(copy.value.imaginary);
    end_line();
  }
  i64 total = real.whole + odd.values[0] + odd.values[1] * 3 + odd.values[2] * 5 + triple.values[1];
  for (int i = 0; i < 12; i++) total += page.pairs[i].first * (i + 1) + page.pairs[i].second + page.rest[i % 9];
  put_number(total), end_line();
  return 0;
}
