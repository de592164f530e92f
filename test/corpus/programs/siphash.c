/* SipHash-2-4 and 1-3 of messages of every length to 63, against the vectors of its paper. */

#include "corpus.h"

struct state {
  u64 a, b, c, d;
};

static inline u64 rotate(u64 word, int by) {
  return word << by | word >> (64 - by);
}

static void rounds(struct state *state, int count) {
  while (count--) {
    state->a += state->b;
    state->c += state->d;
    state->b = rotate(state->b, 13) ^ state->a;
    state->d = rotate(state->d, 16) ^ state->c;
    state->a = rotate(state->a, 32);
    state->c += state->b;
    state->a += state->d;
    state->b = rotate(state->b, 17) ^ state->c;
    state->d = rotate(state->d, 21) ^ state->a;
    state->c = rotate(state->c, 32);
  }
}

static u64 read_word(const u8 *bytes, u64 count) {
  u64 word = 0;
  for (u64 i = 0; i < count; i++) word |= (u64)bytes[i] << (8 * i);
  return word;
}

static u64 siphash(const u8 *key, const u8 *message, u64 length, int each, int last) {
  u64 first = read_word(key, 8), second = read_word(key + 8, 8);
  struct state state = {
    first ^ 0x736f6d6570736575,
    second ^ 0x646f72616e646f6d,
    first ^ 0x6c7967656e657261,
    second ^ 0x7465646279746573,
  };
  u64 end = length & ~7UL;
  for (u64 at = 0; at <= end; at += 8) {
    u64 word = at < end ? read_word(message + at, 8) : read_word(message + at, length & 7) | length << 56;
    state.d ^= word;
    rounds(&state, each);
    state.a ^= word;
  }
  state.c ^= 0xff;
  rounds(&state, last);
  return state.a ^ state.b ^ state.c ^ state.d;
}

int main(void) {
  u8 key[16], message[64];
  for (int i = 0; i < 16; i++) key[i] = (u8)i;
  for (int i = 0; i < 64; i++) message[i] = (u8)i;
  u64 all = 0, quick = 0;
  for (u64 length = 0; length < 64; length++) {
    u64 hash = siphash(key, message, length, 2, 4);
    all = rotate(all, 7) ^ hash;
    quick = rotate(quick, 7) ^ siphash(key, message, length, 1, 3);
    if (length % 8 != 7) continue;
    put_number((i64)length);
    put_char(' ');
    put_hex(hash, 16);
    end_line();
  }
  put_text(siphash(key, message, 15, 2, 4) == 0xa129ca6149be45e5 ? "as in the paper " : "NOT as in the paper ");
  put_hex(all, 16);
  put_char(' ');
  put_hex(quick, 16);
  end_line();

  /* Every bit of the key changes about half of the bits of the hash. */
  u64 before = siphash(key, message, 20, 2, 4);
  int changed = 0;
  for (int bit = 0; bit < 128; bit++) {
    key[bit / 8] ^= (u8)(1 << bit % 8);
    for (u64 rest = before ^ siphash(key, message, 20, 2, 4); rest; rest &= rest - 1) changed++;
    key[bit / 8] ^= (u8)(1 << bit % 8);
  }
  put_number(changed);
  put_text(" of 8192 bits");
  end_line();
  return 0;
}
