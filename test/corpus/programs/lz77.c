/* LZ77: texts packed into letters and references to what came before, and unpacked. */

#include "corpus.h"

#define SIZE 2400
#define LEAST 3
#define MOST 18
#define WINDOW 4096
#define SLOTS 512

static u8 text[SIZE], packed[SIZE * 9 / 8 + 8], unpacked[SIZE];
static i16 newest[SLOTS], older[SIZE];

static u32 slot_of(const u8 *bytes) {
  u32 three = (u32)(bytes[0] | bytes[1] << 8 | bytes[2] << 16);
  return three * 2654435761 >> 23;
}

/* The longest match among the last sixteen places with the same slot. */
static int find_match(const u8 *from, int at, int size, int *distance) {
  int best = 0, most = size - at < MOST ? size - at : MOST;
  if (most < LEAST) return 0;
  int tries = 16;
  for (int place = newest[slot_of(from + at)]; place >= 0 && at - place < WINDOW && tries--; place = older[place]) {
    int length = 0;
    while (length < most && from[place + length] == from[at + length]) length++;
    if (length <= best) continue;
    best = length;
    *distance = at - place;
    if (best == most) break;
  }
  return best < LEAST ? 0 : best;
}

static void remember(const u8 *from, int at, int size) {
  if (at + LEAST > size) return;
  u32 slot = slot_of(from + at);
  older[at] = newest[slot];
  newest[slot] = (i16)at;
}

/* Eight items follow each byte of flags; a reference is four bits of length and twelve of distance. */
static int pack(const u8 *from, int size, u8 *to, int *references) {
  int end = 0, items = 0, flags = 0;
  memset(newest, -1, sizeof newest);
  for (int at = 0; at < size; items++) {
    if (items % 8 == 0) {
      flags = end++;
      to[flags] = 0;
    }
    int distance = 0, length = find_match(from, at, size, &distance), next = at + (length ? length : 1);
    if (length) {
      u16 reference = (u16)((length - LEAST) << 12 | distance);
      memcpy(to + end, &reference, 2);
      end += 2;
      to[flags] |= (u8)(1 << items % 8);
      ++*references;
    } else {
      to[end++] = from[at];
    }
    for (; at < next; at++) remember(from, at, size);
  }
  return end;
}

static int unpack(const u8 *from, int size, u8 *to) {
  int end = 0, flags = 0;
  for (int at = 0; at < size; flags >>= 1) {
    if (flags < 2) flags = from[at++] | 256;
    if (!(flags & 1)) {
      to[end++] = from[at++];
      continue;
    }
    u16 reference;
    memcpy(&reference, from + at, 2);
    at += 2;
    for (int left = (reference >> 12) + LEAST; left > 0; left--, end++) to[end] = to[end - (reference & 4095)];
  }
  return end;
}

static void run(const char *name) {
  int references = 0, size = pack(text, SIZE, packed, &references);
  u32 sum = 2166136261;
  for (int i = 0; i < size; i++) sum = (sum ^ packed[i]) * 16777619;
  int same = unpack(packed, size, unpacked) == SIZE && !memcmp(text, unpacked, SIZE);
  put_text(name);
  put_char(' ');
  put_number(size);
  put_char(' ');
  put_number(references);
  put_text(same ? " the same again " : " NOT the same again ");
  put_hex(sum, 8);
  end_line();
}

int main(void) {
  static const char *const words[] = {"green ", "thread ", "stack ", "yields, ", "wakes ", "and ", "the ", "scheduler "};
  u32 state = 99;
  for (int end = 0; end < SIZE;) {
    state = state * 1664525 + 1013904223;
    for (const char *word = words[state >> 29]; *word && end < SIZE; word++) text[end++] = (u8)*word;
  }
  run("words");
  for (int i = 0; i < SIZE; i++) text[i] = (u8)(i < 5 ? 'a' + i : text[i - 5]);
  run("period");
  for (int i = 0; i < SIZE; i++) {
    state = state * 1664525 + 1013904223;
    text[i] = (u8)(state >> 24);
  }
  run("noise");
  return 0;
}
