/* Quicksort with the median of three, checked and summed up. */

#include "corpus.h"

#define COUNT 5000

static i32 numbers[COUNT];

static void swap(i32 *left, i32 *right) {
  i32 kept = *left;
  *left = *right;
  *right = kept;
}

static void sort(i32 *from, i32 *to) {
  while (to - from > 1) {
    i32 *middle = from + (to - from) / 2;
    if (*middle < *from) swap(middle, from);
    if (to[-1] < *from) swap(&to[-1], from);
    if (to[-1] < *middle) swap(&to[-1], middle);
    i32 pivot = *middle;
    i32 *left = from, *right = to - 1;
    while (left <= right) {
      while (*left < pivot) left++;
      while (pivot < *right) right--;
      if (left <= right) swap(left++, right--);
    }
    if (right + 1 - from < to - left) {
      sort(from, right + 1);
      from = left;
    } else {
      sort(left, to);
      to = right + 1;
    }
  }
}

int main(void) {
  u32 state = 12345;
  for (int i = 0; i < COUNT; i++) {
    state = state * 1664525 + 1013904223;
    numbers[i] = (i32)(state >> 8) - (1 << 23);
  }
  sort(numbers, numbers + COUNT);
  i64 sum = 0;
  int ordered = 1;
  for (int i = 0; i < COUNT; i++) {
    sum += (i64)numbers[i] * (i + 1);
    if (i > 0 && numbers[i - 1] > numbers[i]) ordered = 0;
  }
  put_text(ordered ? "ordered " : "NOT ordered ");
  put_number(sum);
  end_line();
  put_number(numbers[0]);
  put_char(' ');
  put_number(numbers[COUNT / 2]);
  put_char(' ');
  put_number(numbers[COUNT - 1]);
  end_line();
  return 0;
}
