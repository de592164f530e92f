/* SHA-256 of messages that come in pieces; its constants are computed from the roots of the first primes. */

#include "corpus.h"

typedef unsigned __int128 u128;

struct hash {
  u32 state[8];
  u64 length;
  u8 block[64];
};

static u32 constants[64], initial[8];

/* The first 32 bits behind the point of a root of a number. */
static u32 root_fraction(u32 number, int degree) {
  u64 root = 0;
  u128 power = (u128)number << 32 * degree;
  for (u64 bit = 1UL << 37; bit; bit >>= 1) {
    u64 tried = root | bit;
    u128 product = (u128)tried * tried;
    if (degree == 3) product *= tried;
    if (product <= power) root = tried;
  }
  return (u32)root;
}

static void prepare(void) {
  int found = 0;
  for (u32 number = 2; found < 64; number++) {
    u32 divisor = 2;
    while (divisor * divisor <= number && number % divisor) divisor++;
    if (divisor * divisor <= number) continue;
    if (found < 8) initial[found] = root_fraction(number, 2);
    constants[found++] = root_fraction(number, 3);
  }
}

static u32 rotate(u32 word, int by) {
  return word >> by | word << (32 - by);
}

static void add_block(u32 *state, const u8 *block) {
  u32 words[64];
  for (int i = 0; i < 16; i++) {
    memcpy(&words[i], block + 4 * i, 4);
    words[i] = __builtin_bswap32(words[i]);
  }
  for (int i = 16; i < 64; i++) {
    u32 early = words[i - 15], late = words[i - 2];
    early = rotate(early, 7) ^ rotate(early, 18) ^ early >> 3;
    late = rotate(late, 17) ^ rotate(late, 19) ^ late >> 10;
    words[i] = words[i - 16] + early + words[i - 7] + late;
  }
  u32 a = state[0], b = state[1], c = state[2], d = state[3];
  u32 e = state[4], f = state[5], g = state[6], h = state[7];
  for (int i = 0; i < 64; i++) {
    u32 one = h + (rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25)) + ((e & f) ^ (~e & g)) + constants[i] + words[i];
    u32 two = (rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22)) + ((a & b) ^ (a & c) ^ (b & c));
    h = g, g = f, f = e, e = d + one;
    d = c, c = b, b = a, a = one + two;
  }
  u32 added[8] = {a, b, c, d, e, f, g, h};
  for (int i = 0; i < 8; i++) state[i] += added[i];
}

static void begin(struct hash *hash) {
  memcpy(hash->state, initial, sizeof initial);
  hash->length = 0;
}

static void add(struct hash *hash, const void *data, u64 count) {
  const u8 *bytes = data;
  while (count) {
    u64 used = hash->length % 64, taken = count < 64 - used ? count : 64 - used;
    memcpy(hash->block + used, bytes, taken);
    hash->length += taken;
    bytes += taken;
    count -= taken;
    if (hash->length % 64 == 0) add_block(hash->state, hash->block);
  }
}

static void put_digest(struct hash *hash) {
  u64 bits = __builtin_bswap64(hash->length * 8);
  add(hash, "\x80", 1);
  while (hash->length % 64 != 56) add(hash, "", 1);
  add(hash, &bits, 8);
  for (int i = 0; i < 8; i++) put_hex(hash->state[i], 8);
  end_line();
}

int main(void) {
  prepare();
  static const char *const texts[] = {"", "abc", "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"};
  struct hash hash;
  for (int i = 0; i < 3; i++) {
    begin(&hash);
    add(&hash, texts[i], strlen(texts[i]));
    put_digest(&hash);
  }
  u8 piece[100];
  memset(piece, 'a', sizeof piece);
  begin(&hash);
  for (u64 size = 1; size <= 80; size++) add(&hash, piece, size);
  put_digest(&hash);
  return 0;
}
