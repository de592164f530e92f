/* Bitfields: dates in 16 bits, instruction words taken apart, fields over 32 bits, packed rows and counters that wrap. */

#include "corpus.h"

struct date { u16 day : 5, month : 4, year : 7; };

union instruction {
  u32 word;
  struct { u32 opcode : 7, target : 5, kind : 3, first : 5, second : 5, function : 7; } registers;
  struct { u32 opcode : 7, target : 5, kind : 3, first : 5; i32 immediate : 12; } immediate;
};

struct entry { u64 present : 1, writable : 1, user : 1, ignored : 9, frame : 40, key : 11, forbidden : 1; };

struct __attribute__((packed)) row { u8 flag : 1; u32 column : 19; i32 delta : 13; u64 stamp : 33; i8 rest : 6; };

struct counters { i32 small : 3; u32 nibble : 4; int : 0; i64 wide : 37; _Bool odd : 1; u8 byte : 7; };

static int days_in(struct date date) {
  static const u8 days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  int leap = date.month == 2 && date.year % 4 == 0 && (date.year + 80) % 100 != 0;
  return days[date.month - 1] + leap;
}

static struct date following(struct date date) {
  if (date.day < days_in(date)) {
    date.day++;
    return date;
  }
  date.day = 1;
  if (++date.month <= 12) return date;
  date.month = 1;
  date.year++;
  return date;
}

static u64 step(u64 *state) {
  *state ^= *state << 13;
  *state ^= *state >> 7;
  return *state ^= *state << 17;
}

static i64 interpret(union instruction code, i64 registers[32]) {
  i64 first = registers[code.registers.first];
  switch (code.registers.opcode) {
    case 0x13:
      first += code.immediate.immediate;
      break;
    case 0x33:
      if (code.registers.function & 0x20) first -= registers[code.registers.second];
      else first = (i64)((u64)first + (u64)registers[code.registers.second] * 3);
      break;
    default:
      first = (i64)((u64)first << code.registers.kind);
  }
  return registers[code.registers.target] = (i32)first;
}

int main(void) {
  struct date date = {.day = 1, .month = 1, .year = 0};
  u32 weekday = 2, fridays = 0;
  while (date.year < 60) {
    if (date.day == 13 && weekday == 5) fridays += (u32)date.month;
    date = following(date);
    weekday = weekday == 6 ? 0 : weekday + 1;
  }
  put_unsigned(fridays), put_char(' '), put_unsigned(weekday), put_char(' '), put_unsigned(sizeof date);
  end_line();

  u64 state = 88172645463325252UL;
  i64 registers[32] = {0, 1, 2, 3};
  u64 trace = 0;
  for (int i = 0; i < 1500; i++) {
    static const u8 opcodes[] = {0x13, 0x33, 0x17, 0x33};
    union instruction code = {.word = (u32)step(&state)};
    code.registers.opcode = opcodes[i & 3];
    trace = trace * 31 + (u64)interpret(code, registers) + code.word;
  }
  put_hex(trace, 16), end_line();

  struct entry entries[64];
  memset(entries, 0, sizeof entries);
  for (int i = 0; i < 2000; i++) {
    struct entry *entry = &entries[step(&state) % 64];
    entry->frame += state >> 30;
    entry->writable ^= entry->present;
    entry->present = state >> 63;
    entry->key--;
    entry->ignored |= entry->frame >> 33;
    entry->forbidden = !entry->user;
    entry->user ^= entry->key & 1;
  }
  u64 mixed = 0;
  for (int i = 0; i < 64; i++) {
    u64 bits;
    memcpy(&bits, &entries[i], sizeof bits);
    mixed = (mixed << 5 | mixed >> 59) ^ bits;
  }
  put_hex(mixed, 16), end_line();

  struct row rows[9];
  memset(rows, 0, sizeof rows);
  for (int i = 0; i < 900; i++) {
    struct row *row = &rows[i % 9];
    row->flag = row->delta < 0;
    row->column += 77773 * (u32)i;
    row->delta += i - 300;
    row->stamp = row->stamp * 5 + row->column;
    row->rest -= 7;
  }
  u32 hash = 2166136261;
  for (u32 i = 0; i < sizeof rows; i++) hash = (hash ^ ((u8 *)rows)[i]) * 16777619;
  put_unsigned(sizeof rows), put_char(' '), put_hex(hash, 8), put_char(' ');
  put_number(rows[4].delta), put_char(' '), put_number(rows[5].rest), put_char(' '), put_unsigned(rows[6].stamp);
  end_line();

  struct counters counters = {0};
  i64 sum = 0;
  for (int i = 0; i < 3000; i++) {
    counters.small++;
    counters.nibble += (u32)(3 + counters.small);
    counters.wide += (i64)counters.nibble << 29;
    counters.odd = counters.wide & 3L << 30;
    counters.byte += counters.odd ? 5 : 9;
    sum += counters.small * counters.byte + counters.odd;
  }
  put_number(sum), put_char(' '), put_number(counters.wide), put_char(' '), put_unsigned(counters.nibble);
  end_line();
  return 0;
}
