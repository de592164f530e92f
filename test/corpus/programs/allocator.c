/* A first-fit allocator with tags at both ends of its blocks, split and joined under random load and checked. */

#include "corpus.h"

#define WORDS 2048
#define SLOTS 56

/*
 * A block is a run of words: its length, negative while it is used, then the payload, then the length once more. A free
 * one has in its payload the indices of its neighbours on the list, which is circular and begins at word 1.
 *
 *   0        1          2     3         4 ...                          WORDS - 1
 *   unused   -4 (used)  next  previous  -4 | blocks one after another | -1
 */
static i64 words[WORDS];

enum { HEAD = 1, FIRST = 5, LAST = WORDS - 1, SMALLEST = 4 };

static i64 length_of(i64 block) {
  return words[block] < 0 ? -words[block] : words[block];
}

static void mark(i64 block, i64 length, int used) {
  words[block] = words[block + length - 1] = used ? -length : length;
}

static void link(i64 block) {
  i64 next = words[HEAD + 1];
  while (next != HEAD && next < block) next = words[next + 1];
  i64 previous = words[next + 2];
  words[block + 1] = next;
  words[block + 2] = previous;
  words[previous + 1] = words[next + 2] = block;
}

static void unlink(i64 block) {
  i64 next = words[block + 1], previous = words[block + 2];
  words[previous + 1] = next;
  words[next + 2] = previous;
}

static void begin(void) {
  mark(HEAD, 4, 1);
  words[HEAD + 1] = words[HEAD + 2] = HEAD;
  words[LAST] = -1;
  mark(FIRST, LAST - FIRST, 0);
  link(FIRST);
}

static void *allocate(u64 bytes) {
  i64 length = (i64)(bytes + 7) / 8 + 2;
  if (length < SMALLEST) length = SMALLEST;
  for (i64 block = words[HEAD + 1]; block != HEAD; block = words[block + 1]) {
    i64 rest = words[block] - length;
    if (rest < 0) continue;
    unlink(block);
    if (rest < SMALLEST) length += rest;
    mark(block, length, 1);
    if (rest >= SMALLEST) {
      mark(block + length, rest, 0);
      link(block + length);
    }
    return &words[block + 1];
  }
  return 0;
}

static u32 joined;

static void release(void *payload) {
  i64 block = (i64 *)payload - words - 1, length = length_of(block), next = block + length, before = words[block - 1];
  if (words[next] > 0) {
    unlink(next);
    length += words[next];
    joined++;
  }
  if (before > 0) {
    block -= before;
    unlink(block);
    length += before;
    joined++;
  }
  mark(block, length, 0);
  link(block);
}

/* How many blocks are free; below zero when tags differ, free blocks touch or the list lacks one. */
static int count_free(i64 *largest) {
  int count = 0, listed = 0;
  *largest = 0;
  for (i64 block = FIRST; block != LAST; block += length_of(block)) {
    if (words[block] != words[block + length_of(block) - 1]) return -1;
    if (words[block] > 0 && words[block - 1] > 0) return -2;
    if (words[block] > 0) count++;
    if (words[block] > *largest) *largest = words[block];
  }
  for (i64 block = words[HEAD + 1]; block != HEAD; block = words[block + 1]) listed++;
  return count == listed ? count : -3;
}

static struct { u8 *bytes; u32 size; } slots[SLOTS];

static u32 state = 99;

static u32 random_below(u32 bound) {
  state = state * 1664525 + 1013904223;
  return (u32)((u64)state * bound >> 32);
}

int main(void) {
  u32 failed = 0, damaged = 0, allocated = 0;
  u64 places = 0;
  i64 largest;
  begin();
  for (int round = 0; round < 840; round++) {
    u32 slot = random_below(SLOTS);
    u8 *bytes = slots[slot].bytes;
    if (bytes) {
      for (u32 i = 0; i < slots[slot].size; i += 3) damaged += bytes[i] != (u8)(slot * 7 + i);
      release(bytes);
      slots[slot].bytes = 0;
    } else {
      u32 size = slots[slot].size = random_below(round % 16 ? 800 : 2500) + 1;
      bytes = slots[slot].bytes = allocate(size);
      if (bytes) allocated++;
      else failed++;
      for (u32 i = 0; bytes && i < size; i += 3) bytes[i] = (u8)(slot * 7 + i);
      places = places * 31 + (bytes ? (u64)(bytes - (u8 *)words) : 1);
    }
    if (round % 140 == 139) {
      put_number(count_free(&largest)), put_text(" free, largest "), put_number(largest), end_line();
    }
  }
  for (u32 slot = 0; slot < SLOTS; slot++)
    if (slots[slot].bytes) release(slots[slot].bytes);
  put_unsigned(allocated), put_char(' '), put_unsigned(failed), put_char(' '), put_unsigned(damaged), put_char(' ');
  put_unsigned(joined), put_char(' '), put_hex(places, 16), end_line();
  put_number(count_free(&largest)), put_char(' '), put_number(largest), end_line();
  return 0;
}
