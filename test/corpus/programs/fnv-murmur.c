/* The hash functions FNV-1a and MurmurHash, in 32 and 64 bits, of texts and of keys in a table. */

#include "corpus.h"

static u32 fnv32(const void *data, u64 length) {
  const u8 *bytes = data;
  u32 hash = 2166136261;
  while (length--) hash = (hash ^ *bytes++) * 16777619;
  return hash;
}

static u64 fnv64(const void *data, u64 length) {
  const u8 *bytes = data, *end = bytes + length;
  u64 hash = 14695981039346656037UL;
  while (bytes != end) hash = (hash ^ *bytes++) * 1099511628211;
  return hash;
}

static u32 rotate(u32 word, int by) {
  return word << by | word >> (32 - by);
}

static u32 murmur32(const void *data, u64 length, u32 seed) {
  const u8 *bytes = data, *rest = bytes + (length & ~3UL);
  u32 hash = seed, word;
  for (; bytes != rest; bytes += 4) {
    memcpy(&word, bytes, 4);
    hash ^= rotate(word * 0xcc9e2d51, 15) * 0x1b873593;
    hash = rotate(hash, 13) * 5 + 0xe6546b64;
  }
  word = 0;
  switch (length & 3) {
    case 3:
      word ^= (u32)rest[2] << 16;
      __attribute__((fallthrough));
    case 2:
      word ^= (u32)rest[1] << 8;
      __attribute__((fallthrough));
    case 1:
      word ^= rest[0];
      hash ^= rotate(word * 0xcc9e2d51, 15) * 0x1b873593;
  }
  hash ^= (u32)length;
  hash = (hash ^ hash >> 16) * 0x85ebca6b;
  hash = (hash ^ hash >> 13) * 0xc2b2ae35;
  return hash ^ hash >> 16;
}

static u64 murmur64(const void *data, u64 length, u64 seed) {
  const u64 factor = 0xc6a4a7935bd1e995;
  const u8 *bytes = data;
  u64 hash = seed ^ length * factor;
  for (; length >= 8; length -= 8, bytes += 8) {
    u64 word;
    memcpy(&word, bytes, 8);
    word *= factor;
    word ^= word >> 47;
    hash = (hash ^ word * factor) * factor;
  }
  if (length) {
    u64 word = 0;
    while (length--) word = word << 8 | bytes[length];
    hash = (hash ^ word) * factor;
  }
  hash = (hash ^ hash >> 47) * factor;
  return hash ^ hash >> 47;
}

static int fullest(const u16 *slots, int count) {
  int most = 0;
  for (int i = 0; i < count; i++)
    if (slots[i] > most) most = slots[i];
  return most;
}

int main(void) {
  static const char *const texts[] = {"", "a", "foobar", "hello", "the quick brown fox jumps over the lazy dog"};
  for (u64 i = 0; i < sizeof texts / sizeof *texts; i++) {
    u64 length = strlen(texts[i]);
    put_hex(fnv32(texts[i], length), 8);
    put_char(' ');
    put_hex(fnv64(texts[i], length), 16);
    put_char(' ');
    put_hex(murmur32(texts[i], length, 0), 8);
    put_char(' ');
    put_hex(murmur64(texts[i], length, 0), 16);
    end_line();
  }
  static u16 slots[4][256];
  u64 mixed = 0;
  for (u64 key = 0; key < 1000; key++) {
    u64 hashes[4] = {fnv32(&key, 8), fnv64(&key, 8), murmur32(&key, 8, 7), murmur64(&key, 8, 7)};
    for (int i = 0; i < 4; i++) {
      slots[i][hashes[i] & 255]++;
      mixed = (mixed << 9 | mixed >> 55) + hashes[i];
    }
  }
  for (int i = 0; i < 4; i++) {
    put_number(fullest(slots[i], 256));
    put_char(' ');
  }
  put_hex(mixed, 16);
  end_line();
  return 0;
}
