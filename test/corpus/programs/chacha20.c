/* The cipher ChaCha20 on words and on SSE2 vectors of four, with the example of RFC 8439. */

#include <emmintrin.h>

#include "corpus.h"

static u32 rotate(u32 word, int by) {
  return word << by | word >> (32 - by);
}

static void quarter(u32 *state, int a, int b, int c, int d) {
  state[a] += state[b], state[d] = rotate(state[d] ^ state[a], 16);
  state[c] += state[d], state[b] = rotate(state[b] ^ state[c], 12);
  state[a] += state[b], state[d] = rotate(state[d] ^ state[a], 8);
  state[c] += state[d], state[b] = rotate(state[b] ^ state[c], 7);
}

static void block_of_words(const u32 *state, u8 *block) {
  u32 work[16];
  memcpy(work, state, sizeof work);
  for (int round = 0; round < 10; round++) {
    for (int i = 0; i < 4; i++) quarter(work, i, 4 + i, 8 + i, 12 + i);
    for (int i = 0; i < 4; i++) quarter(work, i, 4 + (i + 1) % 4, 8 + (i + 2) % 4, 12 + (i + 3) % 4);
  }
  for (int i = 0; i < 16; i++) work[i] += state[i];
  memcpy(block, work, sizeof work);
}

static inline __m128i turn(__m128i row, int by) {
  return _mm_or_si128(_mm_slli_epi32(row, by), _mm_srli_epi32(row, 32 - by));
}

static inline void half_round(__m128i *rows, int first, int second) {
  rows[0] = _mm_add_epi32(rows[0], rows[1]);
  rows[3] = turn(_mm_xor_si128(rows[3], rows[0]), first);
  rows[2] = _mm_add_epi32(rows[2], rows[3]);
  rows[1] = turn(_mm_xor_si128(rows[1], rows[2]), second);
}

static void block_of_vectors(const u32 *state, u8 *block) {
  __m128i start[4], rows[4];
  for (int i = 0; i < 4; i++) rows[i] = start[i] = _mm_loadu_si128((const __m128i *)(state + 4 * i));
  for (int round = 0; round < 20; round++) {
    half_round(rows, 16, 12);
    half_round(rows, 8, 7);
    /* The diagonals become columns, and columns again. */
    rows[2] = _mm_shuffle_epi32(rows[2], _MM_SHUFFLE(1, 0, 3, 2));
    if (round % 2 == 0) {
      rows[1] = _mm_shuffle_epi32(rows[1], _MM_SHUFFLE(0, 3, 2, 1));
      rows[3] = _mm_shuffle_epi32(rows[3], _MM_SHUFFLE(2, 1, 0, 3));
    } else {
      rows[1] = _mm_shuffle_epi32(rows[1], _MM_SHUFFLE(2, 1, 0, 3));
      rows[3] = _mm_shuffle_epi32(rows[3], _MM_SHUFFLE(0, 3, 2, 1));
    }
  }
  for (int i = 0; i < 4; i++) _mm_storeu_si128((__m128i *)(block + 16 * i), _mm_add_epi32(rows[i], start[i]));
}

typedef void block_function(const u32 *state, u8 *block);

static void cipher(block_function *next_block, u32 *state, u8 *bytes, u64 count) {
  u8 block[64];
  for (u64 i = 0; i < count; i++) {
    if (i % 64 == 0) {
      next_block(state, block);
      state[12]++;
    }
    bytes[i] ^= block[i % 64];
  }
}

static void prepare(u32 *state, u32 counter) {
  static const u32 nonce[3] = {0, 0x4a000000, 0};
  memcpy(state, "expand 32-byte k", 16);
  for (u32 i = 0; i < 8; i++) state[4 + i] = i * 0x04040404 + 0x03020100;
  state[12] = counter;
  memcpy(state + 13, nonce, sizeof nonce);
}

int main(void) {
  static const char message[] = "Ladies and Gentlemen of the class of '99: If I could offer you only one tip for the future, "
                                "sunscreen would be it.";
  static u8 long_message[2][1000];
  u32 state[16];
  u8 text[sizeof message];
  memcpy(text, message, sizeof message);
  prepare(state, 1);
  cipher(block_of_words, state, text, sizeof message - 1);
  for (u64 i = 0; i < sizeof message - 1; i++) {
    put_hex(text[i], 2);
    if (i % 38 == 37) end_line();
  }
  prepare(state, 1);
  cipher(block_of_vectors, state, text, sizeof message - 1);
  put_text((const char *)text);
  end_line();
  prepare(state, ~0u - 3);
  cipher(block_of_words, state, long_message[0], 1000);
  prepare(state, ~0u - 3);
  cipher(block_of_vectors, state, long_message[1], 1000);
  u64 sum = 0;
  for (int i = 0; i < 1000; i++) sum = sum * 257 + long_message[0][i];
  put_text(memcmp(long_message[0], long_message[1], 1000) ? "words and vectors DIFFER " : "words and vectors agree ");
  put_hex(sum, 16);
  end_line();
  return 0;
}
