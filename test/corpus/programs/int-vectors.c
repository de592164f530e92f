/* Sixteen bytes at a time, as numbers of every width, which wrap around; signed ones for shifts and comparisons. */

#include "corpus.h"

typedef u8 B16 __attribute__((vector_size(16)));
typedef u16 W8 __attribute__((vector_size(16)));
typedef i16 SignedW8 __attribute__((vector_size(16)));
typedef u32 D4 __attribute__((vector_size(16)));
typedef i32 SignedD4 __attribute__((vector_size(16)));
typedef u64 Q2 __attribute__((vector_size(16)));

static void put_vector(const void *vector) {
  const u8 *bytes = vector;
  for (int i = 0; i < 16; i++) put_hex(bytes[i], 2);
  end_line();
}

int main(void) {
  B16 bytes;
  for (int i = 0; i < 16; i++) bytes[i] = (u8)(i * 29 + 3);
  W8 words = (W8)bytes;
  D4 doubles = (D4)bytes;
  Q2 quads = (Q2)bytes;
  for (int round = 0; round < 500; round++) {
    bytes = bytes * 5 + (bytes >> 3) + (B16)((bytes > 100) & 7);
    words = words * words - (W8)((SignedW8)words >> 2) + (W8)(words == (W8)bytes);
    doubles = doubles * 1103515245 + 12345 + (D4)((SignedD4)doubles < (SignedD4)words);
    quads = (quads << 7) ^ (quads >> 9) ^ (Q2)doubles;
    bytes ^= (B16)quads;
  }
  put_vector(&bytes);
  put_vector(&words);
  put_vector(&doubles);
  put_vector(&quads);
  return 0;
}
