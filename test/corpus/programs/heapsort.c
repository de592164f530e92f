/* Heapsort of real numbers in place, and a priority queue on the same heap. */

#include "corpus.h"

#define COUNT 1500

static double numbers[COUNT];

static void sift_down(double *heap, int count, int parent) {
  double value = heap[parent];
  for (int child; (child = 2 * parent + 1) < count; parent = child) {
    if (child + 1 < count && heap[child + 1] > heap[child]) child++;
    if (!(heap[child] > value)) break;
    heap[parent] = heap[child];
  }
  heap[parent] = value;
}

static void sift_up(double *heap, int child) {
  double value = heap[child];
  for (; child > 0 && heap[(child - 1) / 2] < value; child = (child - 1) / 2) heap[child] = heap[(child - 1) / 2];
  heap[child] = value;
}

static void sort(double *heap, int count) {
  for (int parent = count / 2 - 1; parent >= 0; parent--) sift_down(heap, count, parent);
  while (--count > 0) {
    double largest = heap[0];
    heap[0] = heap[count];
    heap[count] = largest;
    sift_down(heap, count, 0);
  }
}

static u32 random_number(void) {
  static u32 state = 2463534242;
  state ^= state << 13;
  state ^= state >> 17;
  return state ^= state << 5;
}

int main(void) {
  for (int i = 0; i < COUNT; i++) {
    i32 number = (i32)random_number();
    numbers[i] = number / (1.0 + random_number() % 1000);
  }
  sort(numbers, COUNT);
  int ordered = 1;
  double sum = 0, weighted = 0;
  for (int i = 0; i < COUNT; i++) {
    sum += numbers[i];
    weighted += numbers[i] * i;
    if (i > 0 && numbers[i - 1] > numbers[i]) ordered = 0;
  }
  put_text(ordered ? "ordered " : "NOT ordered ");
  put_bits(sum);
  put_char(' ');
  put_bits(weighted);
  end_line();
  put_real(numbers[0], 6);
  put_char(' ');
  put_real(numbers[COUNT / 2], 6);
  put_char(' ');
  put_real(numbers[COUNT - 1], 6);
  end_line();

  /* The ten largest of a stream, by their negatives. */
  double largest[11];
  int held = 0;
  for (int i = 0; i < COUNT; i++) {
    largest[held] = -(double)(random_number() >> 8) / 4096;
    sift_up(largest, held);
    if (held < 10) {
      held++;
      continue;
    }
    largest[0] = largest[held];
    sift_down(largest, held, 0);
  }
  sort(largest, held);
  for (int i = 0; i < held; i++) {
    put_real(-largest[i], 3);
    put_char(i + 1 < held ? ' ' : '\n');
  }
  return 0;
}
