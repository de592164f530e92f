/* A ring buffer of messages that cross its end, with counts that wrap around; maxima of windows by another one. */

#include "corpus.h"

#define SIZE 256

/*
 * Counts run on and wrap; modulo the size they are places. Between them lies what was written and not yet read.
 *
 *   | free | read ... written | free |      or      | ... written | free | read ... |
 */
struct ring {
  u8 bytes[SIZE];
  u32 written, read;
};

static u32 smaller(u32 left, u32 right) {
  return left < right ? left : right;
}

static u32 filled(const struct ring *ring) {
  return __atomic_load_n(&ring->written, __ATOMIC_ACQUIRE) - __atomic_load_n(&ring->read, __ATOMIC_ACQUIRE);
}

/* In two parts where the bytes cross the end. */
static void copy_in(struct ring *ring, u32 at, const void *from, u32 count) {
  u32 first = smaller(count, SIZE - at % SIZE);
  memcpy(&ring->bytes[at % SIZE], from, first);
  memcpy(ring->bytes, (const u8 *)from + first, count - first);
}

static void copy_out(const struct ring *ring, u32 at, void *to, u32 count) {
  u32 first = smaller(count, SIZE - at % SIZE);
  memcpy(to, &ring->bytes[at % SIZE], first);
  memcpy((u8 *)to + first, ring->bytes, count - first);
}

/* A message is its length, in two bytes, and so many bytes. It is written whole or not at all. */
static int send(struct ring *ring, const void *message, u16 length) {
  if (SIZE - filled(ring) < length + sizeof length) return 0;
  copy_in(ring, ring->written, &length, sizeof length);
  copy_in(ring, ring->written + (u32)sizeof length, message, length);
  __atomic_store_n(&ring->written, ring->written + (u32)sizeof length + length, __ATOMIC_RELEASE);
  return 1;
}

/* The message's length, or -1 where there is none. */
static i32 receive(struct ring *ring, void *message) {
  u16 length;
  if (filled(ring) < sizeof length) return -1;
  copy_out(ring, ring->read, &length, sizeof length);
  copy_out(ring, ring->read + (u32)sizeof length, message, length);
  __atomic_store_n(&ring->read, ring->read + (u32)sizeof length + length, __ATOMIC_RELEASE);
  return length;
}

static u32 random_below(u32 *state, u32 bound) {
  *state = *state * 1664525 + 1013904223;
  return (u32)((u64)*state * bound >> 32);
}

/* The same seed makes the same messages: so the reader knows what must come. */
static u16 make_message(u32 *state, u8 *message) {
  u16 length = (u16)random_below(state, random_below(state, 8) ? 30 : 200);
  for (u16 i = 0; i < length; i++) message[i] = (u8)(*state >> i % 24) + (u8)i;
  return length;
}

/* Writer and reader in turns of random length; the counts start so that they wrap on the way. */
static void talk(u32 seed, u32 messages, u32 writing, u32 reading) {
  struct ring ring = {.written = 0xfffff000, .read = 0xfffff000};
  u8 sent[SIZE], received[SIZE], expected[SIZE];
  u32 turns = seed, writer = seed + 1, reader = seed + 1, refused = 0, empty = 0, wrong = 0, fullest = 0, digest = 0;
  u16 length = make_message(&writer, sent);
  for (u32 count = 0; count < messages;) {
    for (u32 i = random_below(&turns, writing); i > 0; i--) {
      if (!send(&ring, sent, length)) {
        refused++;
        break;
      }
      length = make_message(&writer, sent);
    }
    if (filled(&ring) > fullest) fullest = filled(&ring);
    for (u32 i = random_below(&turns, reading); i > 0; i--) {
      i32 size = receive(&ring, received);
      if (size < 0) {
        empty++;
        break;
      }
      wrong += (u32)size != make_message(&reader, expected) || memcmp(received, expected, (u32)size);
      for (i32 k = 0; k < size; k++) digest = digest * 31 + received[k];
      count++;
    }
  }
  put_unsigned(refused), put_text(" refused "), put_unsigned(empty), put_text(" empty "), put_unsigned(wrong);
  put_text(" wrong, at most "), put_unsigned(fullest), put_text(" bytes, counts ");
  put_hex(ring.written, 8), put_char(' '), put_hex(ring.read, 8), put_char(' '), put_hex(digest, 8), end_line();
}

#define WINDOW 16

/* The largest of every so many numbers: the ring has the places of those that no later one in the window exceeds. */
static void maxima(u32 seed, u32 count) {
  u32 numbers[500], places[WINDOW], first = 0, last = 0, wrong = 0, longest = 0;
  u64 sum = 0;
  for (u32 i = 0; i < count; i++) {
    numbers[i] = random_below(&seed, 1000) + (i * 37 % count);
    if (first != last && i - places[first % WINDOW] == WINDOW) first++;
    while (first != last && numbers[places[(last - 1) % WINDOW]] <= numbers[i]) last--;
    places[last++ % WINDOW] = i;
    if (last - first > longest) longest = last - first;
    if (i + 1 < WINDOW) continue;
    u32 largest = 0;
    for (u32 k = i + 1 - WINDOW; k <= i; k++) largest = numbers[k] > largest ? numbers[k] : largest;
    wrong += largest != numbers[places[first % WINDOW]];
    sum = sum * 31 + numbers[places[first % WINDOW]];
  }
  put_unsigned(wrong), put_text(" wrong, at most "), put_unsigned(longest), put_text(" places, ");
  put_hex(sum, 16), end_line();
}

int main(void) {
  talk(1, 200, 4, 4);
  talk(2, 200, 9, 3);
  talk(3, 200, 3, 9);
  talk(4, 200, 2, 20);
  maxima(5, 500);
  maxima(6, 499);
  return 0;
}
