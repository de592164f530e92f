/* Memory taken from the stack at run time: matrices of variable size, lists in alloca, arrays in loops and recursion. */

#include "corpus.h"

#define NOINLINE __attribute__((noinline))

NOINLINE static void multiply(int rows, int inner, int columns, i32 left[rows][inner], i32 right[inner][columns],
                              i64 result[rows][columns]) {
  for (int row = 0; row < rows; row++)
    for (int column = 0; column < columns; column++) {
      i64 sum = 0;
      for (int i = 0; i < inner; i++) sum += (i64)left[row][i] * right[i][column];
      result[row][column] = sum;
    }
}

NOINLINE static i64 product_of(int rows, int inner, int columns) {
  i32 left[rows][inner], right[inner][columns];
  i64 result[rows][columns], sum = 0;
  for (int i = 0; i < rows * inner; i++) left[i / inner][i % inner] = i * 7 % 11 - 5;
  for (int i = 0; i < inner * columns; i++) right[i / columns][i % columns] = i * 5 % 13 - 6;
  multiply(rows, inner, columns, left, right, result);
  for (int row = 0; row < rows; row++)
    for (int column = 0; column < columns; column++) sum = sum * 3 % 1000000007 + result[row][column];
  return sum + (i64)(sizeof left + sizeof right[0] + sizeof result);
}

struct node { struct node *next; u32 value; };

/* A list that lives until the function returns, sorted while it grows. */
NOINLINE static u64 sorted_list(u32 count, u32 seed) {
  struct node *first = 0;
  for (u32 i = 0; i < count; i++) {
    struct node *node = __builtin_alloca(sizeof *node + i % 5 * 8);
    node->value = seed = seed * 1664525 + 1013904223;
    struct node **at = &first;
    while (*at && (*at)->value < node->value) at = &(*at)->next;
    node->next = *at;
    *at = node;
  }
  u64 sum = 0, place = 1;
  for (struct node *node = first; node; node = node->next) sum += node->value * place++;
  return sum;
}

/* An array that is freed and taken anew with every round of the loop. */
NOINLINE static u32 triangle(int rows, u32 modulus) {
  u32 sum = 0;
  for (int row = 1; row <= rows; row++) {
    u32 numbers[row];
    numbers[0] = 1;
    for (int i = 1; i < row; i++) {
      numbers[i] = 0;
      for (int k = i; k > 0; k--) numbers[k] = (numbers[k] + numbers[k - 1]) % modulus;
    }
    sum = sum * 5 + numbers[row / 2] + (u32)(sizeof numbers / sizeof *numbers);
    if (numbers[row - 1] == 0) break;
  }
  return sum;
}

/* Merge sort, whose copy of the left half is as large as it has to be. */
NOINLINE static void merge_sort(i16 *numbers, u32 count) {
  if (count < 2) return;
  u32 half = count / 2;
  merge_sort(numbers, half);
  merge_sort(numbers + half, count - half);
  i16 left[half];
  memcpy(left, numbers, sizeof left);
  for (u32 i = 0, from = half, to = 0; i < half; to++)
    numbers[to] = from < count && numbers[from] < left[i] ? numbers[from++] : left[i++];
}

NOINLINE static char *append(char *to, const char *text) {
  u64 length = strlen(text);
  memcpy(to, text, length + 1);
  return to + length;
}

/* Larger than a page, beside an array of fixed size and an aligned one, with arguments on the stack after it. */
NOINLINE static i64 mixed(i32 a, i32 b, i32 c, i32 d, i32 e, i32 f, i64 size, double scale, i64 last) {
  u8 fixed[37];
  _Alignas(64) double aligned[4];
  u8 *bytes = __builtin_alloca((u64)size);
  double reals[size / 64];
  for (i64 i = 0; i < size; i++) bytes[i] = (u8)(i * a + b);
  for (int i = 0; i < 37; i++) fixed[i] = bytes[i * size / 37];
  for (i64 i = 0; i < size / 64; i++) reals[i] = bytes[i * 64 + c] * scale;
  for (int i = 0; i < 4; i++) aligned[i] = reals[i * d % (size / 64)] + fixed[i * 9];
  i64 odd = (i64)((u64)aligned % 64);
  return odd + (i64)((aligned[0] + aligned[1] * 2 + aligned[2] * 4 + aligned[3] * 8) * e) + f + last;
}

int main(void) {
  static const u8 sizes[][3] = {{1, 1, 1}, {3, 5, 2}, {7, 4, 9}, {12, 10, 11}, {1, 20, 1}};
  for (int i = 0; i < 5; i++) {
    put_number(product_of(sizes[i][0], sizes[i][1], sizes[i][2]));
    put_char(i < 4 ? ' ' : '\n');
  }
  u64 sum = 0;
  for (u32 i = 0; i < 20; i++) sum = sum * 3 + sorted_list(i * 4, i);
  put_hex(sum, 16), put_char(' '), put_unsigned(triangle(40, 1000003)), end_line();
  int count = 500;
  i16 numbers[count];
  for (int i = 0; i < count; i++) numbers[i] = (i16)(i * 30011);
  merge_sort(numbers, (u32)count);
  i64 weighted = 0;
  for (int i = 0; i < count; i++) weighted += numbers[i] * (i + 1L) - (i && numbers[i - 1] > numbers[i]) * 1000000000L;
  put_number(weighted), put_char(' '), put_number(mixed(7, 3, 5, 11, 13, 17, 9000, 0.375, -1000)), end_line();
  static const char *const words[] = {"stack", "pointer", "moves", "down"};
  char *text = "";
  for (int i = 0; i < 4; i++) {
    char *longer = __builtin_alloca(strlen(text) + strlen(words[i]) + 2);
    append(append(append(longer, words[i]), i ? " " : ""), text);
    text = longer;
  }
  put_text(text), end_line();
  return 0;
}
