/* CRC-32 bit by bit, byte by byte and four bytes at a time, and CRC-16 from the high bit. */

#include "corpus.h"

static u32 tables[4][256];

static void prepare(void) {
  for (u32 byte = 0; byte < 256; byte++) {
    u32 crc = byte;
    for (int bit = 0; bit < 8; bit++) crc = crc >> 1 ^ (crc & 1 ? 0xedb88320 : 0);
    tables[0][byte] = crc;
  }
  for (int table = 1; table < 4; table++) {
    for (int byte = 0; byte < 256; byte++) {
      u32 before = tables[table - 1][byte];
      tables[table][byte] = before >> 8 ^ tables[0][before & 255];
    }
  }
}

static u32 by_bits(const u8 *bytes, u64 count) {
  u32 crc = ~0u;
  for (u64 i = 0; i < count; i++) {
    crc ^= bytes[i];
    for (int bit = 0; bit < 8; bit++) crc = crc >> 1 ^ (0xedb88320 & (0 - (crc & 1)));
  }
  return ~crc;
}

static u32 by_bytes(const u8 *bytes, u64 count) {
  u32 crc = ~0u;
  while (count--) crc = crc >> 8 ^ tables[0][(u8)crc ^ *bytes++];
  return ~crc;
}

static u32 by_words(const u8 *bytes, u64 count) {
  u32 crc = ~0u;
  for (; count >= 4; count -= 4, bytes += 4) {
    u32 word;
    memcpy(&word, bytes, 4);
    crc ^= word;
    crc = tables[3][crc & 255] ^ tables[2][crc >> 8 & 255] ^ tables[1][crc >> 16 & 255] ^ tables[0][crc >> 24];
  }
  while (count--) crc = crc >> 8 ^ tables[0][(u8)crc ^ *bytes++];
  return ~crc;
}

static u16 crc16(const u8 *bytes, u64 count) {
  u16 crc = 0xffff;
  for (const u8 *end = bytes + count; bytes < end; bytes++) {
    crc ^= (u16)(*bytes << 8);
    for (int bit = 0; bit < 8; bit++) crc = (u16)(crc & 0x8000 ? crc << 1 ^ 0x1021 : crc << 1);
  }
  return crc;
}

static void put_sums(const u8 *bytes, u64 count) {
  u32 crc = by_bits(bytes, count);
  put_unsigned(count);
  put_char(' ');
  put_hex(crc, 8);
  put_text(by_bytes(bytes, count) == crc && by_words(bytes, count) == crc ? " thrice " : " DIFFERS ");
  put_hex(crc16(bytes, count), 4);
  end_line();
}

int main(void) {
  static u8 data[3001];
  prepare();
  put_sums((const u8 *)"123456789", 9);
  put_sums((const u8 *)"The quick brown fox jumps over the lazy dog", 43);
  put_sums(data, 32);
  u32 state = 1;
  for (u64 i = 0; i < sizeof data; i++) {
    state = state * 1103515245 + 12345;
    data[i] = (u8)(state >> 16);
  }
  put_sums(data, 1024);
  put_sums(data + 1, sizeof data - 1);

  /* The checksum of a message with its checksum behind it is always the same. */
  u32 crc = by_words(data, 500);
  memcpy(data + 500, &crc, 4);
  put_sums(data, 504);
  return 0;
}
