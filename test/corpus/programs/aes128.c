/* AES-128, one block at a time and chained; its boxes are computed in the field of 256 elements. */

#include "corpus.h"

static u8 box[256], inverse_box[256];

static u8 twice(u8 element) {
  return (u8)(element << 1 ^ (element & 0x80 ? 0x1b : 0));
}

static u8 multiply(u8 left, u8 right) {
  u8 product = 0;
  for (; right; right >>= 1, left = twice(left))
    if (right & 1) product ^= left;
  return product;
}

static u8 rotate(u8 byte, int by) {
  return (u8)(byte << by | byte >> (8 - by));
}

/* Walks over all powers of 3 and, the other way, over their inverses. */
static void prepare(void) {
  u8 power = 1, inverse = 1;
  do {
    power ^= twice(power);
    inverse ^= (u8)(inverse << 1);
    inverse ^= (u8)(inverse << 2);
    inverse ^= (u8)(inverse << 4);
    if (inverse & 0x80) inverse ^= 9;
    box[power] = 0x63 ^ inverse ^ rotate(inverse, 1) ^ rotate(inverse, 2) ^ rotate(inverse, 3) ^ rotate(inverse, 4);
  } while (power != 1);
  box[0] = 0x63;
  for (int i = 0; i < 256; i++) inverse_box[box[i]] = (u8)i;
}

static void expand(const u8 *key, u8 round_keys[11][16]) {
  memcpy(round_keys[0], key, 16);
  u8 *words = round_keys[0], constant = 1;
  for (int i = 16; i < 176; i += 4) {
    u8 last[4] = {words[i - 4], words[i - 3], words[i - 2], words[i - 1]};
    if (i % 16 == 0) {
      u8 first = last[0];
      for (int j = 0; j < 4; j++) last[j] = box[j < 3 ? last[j + 1] : first];
      last[0] ^= constant;
      constant = twice(constant);
    }
    for (int j = 0; j < 4; j++) words[i + j] = words[i + j - 16] ^ last[j];
  }
}

static void add_key(u8 *state, const u8 *key) {
  for (int i = 0; i < 16; i++) state[i] ^= key[i];
}

/* Replaces the bytes and shifts the rows: to the left by 1, and to the right by 3. */
static void shift_rows(u8 *state, const u8 *by_box, int by) {
  u8 before[16];
  memcpy(before, state, 16);
  for (int i = 0; i < 16; i++) state[i] = by_box[before[(i + 4 * by * (i % 4)) % 16]];
}

static void mix_columns(u8 *state, u8 a, u8 b, u8 c, u8 d) {
  for (u8 *column = state; column < state + 16; column += 4) {
    u8 w = column[0], x = column[1], y = column[2], z = column[3];
    column[0] = multiply(w, a) ^ multiply(x, b) ^ multiply(y, c) ^ multiply(z, d);
    column[1] = multiply(w, d) ^ multiply(x, a) ^ multiply(y, b) ^ multiply(z, c);
    column[2] = multiply(w, c) ^ multiply(x, d) ^ multiply(y, a) ^ multiply(z, b);
    column[3] = multiply(w, b) ^ multiply(x, c) ^ multiply(y, d) ^ multiply(z, a);
  }
}

static void encrypt(u8 *state, u8 round_keys[11][16]) {
  add_key(state, round_keys[0]);
  for (int round = 1; round <= 10; round++) {
    shift_rows(state, box, 1);
    if (round < 10) mix_columns(state, 2, 3, 1, 1);
    add_key(state, round_keys[round]);
  }
}

static void decrypt(u8 *state, u8 round_keys[11][16]) {
  for (int round = 10; round > 0; round--) {
    add_key(state, round_keys[round]);
    if (round < 10) mix_columns(state, 14, 11, 13, 9);
    shift_rows(state, inverse_box, 3);
  }
  add_key(state, round_keys[0]);
}

static void put_block(const u8 *block) {
  for (int i = 0; i < 16; i++) put_hex(block[i], 2);
  end_line();
}

int main(void) {
  u8 key[16], round_keys[11][16], block[16], chain[5][16] = {{0}};
  prepare();
  for (int i = 0; i < 16; i++) {
    key[i] = (u8)i;
    block[i] = (u8)(i * 17);
  }
  expand(key, round_keys);
  put_block(round_keys[10]);
  encrypt(block, round_keys);
  put_block(block);
  decrypt(block, round_keys);
  put_block(block);

  /* Each block is mixed with the one before it; a message of four. */
  static const char message[65] = "Green threads are switched by the program, not by the kernel....";
  for (int i = 1; i < 5; i++) {
    memcpy(chain[i], message + 16 * (i - 1), 16);
    add_key(chain[i], chain[i - 1]);
    encrypt(chain[i], round_keys);
    put_block(chain[i]);
  }
  for (int i = 4; i > 0; i--) {
    decrypt(chain[i], round_keys);
    add_key(chain[i], chain[i - 1]);
  }
  for (int i = 16; i < 80; i++) put_char((char)chain[i / 16][i % 16]);
  end_line();
  return 0;
}
