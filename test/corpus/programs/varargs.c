/* An own printf with widths, integers, strings and reals, and sums over so many arguments that they leave the registers. */

#include <stdarg.h>
#include "corpus.h"

#define FORMAT(at) __attribute__((noinline, format(printf, at, at + 1)))

struct buffer { char *to; u32 used, room; };

static void add(struct buffer *buffer, char letter) {
  if (buffer->used + 1 < buffer->room) buffer->to[buffer->used] = letter;
  buffer->used++;
}

static void add_padded(struct buffer *buffer, const char *text, int length, int width, int left, char pad) {
  int sign = pad == '0' && *text == '-';
  if (sign) add(buffer, '-');
  for (int i = length; !left && i < width; i++) add(buffer, pad);
  for (int i = sign; i < length; i++) add(buffer, text[i]);
  for (int i = length; left && i < width; i++) add(buffer, ' ');
}

static int digits_of(char *end, u64 number, u32 base, int least) {
  int count = 0;
  while (number || count < least) {
    *--end = "0123456789abcdef"[number % base];
    number /= base;
    count++;
  }
  return count;
}

static void add_real(struct buffer *buffer, double number, int decimals, int width, char pad) {
  char text[48], *end = text + sizeof text, *start = end;
  int negative = number < 0;
  if (negative) number = -number;
  double rounding = 0.5;
  u64 scale = 1;
  for (int i = 0; i < decimals; i++) rounding /= 10, scale *= 10;
  number += rounding;
  u64 whole = (u64)number;
  start -= digits_of(start, (u64)((number - (double)whole) * (double)scale), 10, decimals);
  if (decimals) *--start = '.';
  start -= digits_of(start, whole, 10, 1);
  if (negative) *--start = '-';
  add_padded(buffer, start, (int)(end - start), width, 0, pad);
}

static u32 format_list(char *to, u32 room, const char *format, va_list arguments) {
  struct buffer buffer = {to, 0, room};
  for (; *format; format++) {
    if (*format != '%') {
      add(&buffer, *format);
      continue;
    }
    int left = 0, width = 0, decimals = -1, wide = 0;
    char pad = ' ', text[24], *end = text + sizeof text;
    for (format++; *format == '-' || *format == '0'; format++) {
      if (*format == '-') left = 1;
      else pad = '0';
    }
    if (*format == '*') width = va_arg(arguments, int), format++;
    while (*format >= '0' && *format <= '9') width = width * 10 + *format++ - '0';
    if (*format == '.')
      for (format++, decimals = 0; *format >= '0' && *format <= '9';) decimals = decimals * 10 + *format++ - '0';
    while (*format == 'l') wide = 1, format++;
    switch (*format) {
      case 'd': {
        i64 number = wide ? va_arg(arguments, i64) : va_arg(arguments, i32);
        int length = digits_of(end, number < 0 ? 0 - (u64)number : (u64)number, 10, 1);
        if (number < 0) end[-++length] = '-';
        add_padded(&buffer, end - length, length, width, left, pad);
        break;
      }
      case 'u':
      case 'x':
      case 'o': {
        u64 number = wide ? va_arg(arguments, u64) : va_arg(arguments, u32);
        int length = digits_of(end, number, *format == 'u' ? 10 : *format == 'x' ? 16 : 8, 1);
        add_padded(&buffer, end - length, length, width, left, pad);
        break;
      }
      case 's': {
        const char *string = va_arg(arguments, const char *);
        int length = (int)strlen(string);
        add_padded(&buffer, string, decimals >= 0 && decimals < length ? decimals : length, width, left, ' ');
        break;
      }
      case 'c':
        text[0] = (char)va_arg(arguments, int);
        add_padded(&buffer, text, 1, width, left, ' ');
        break;
      case 'f':
        add_real(&buffer, va_arg(arguments, double), decimals < 0 ? 6 : decimals, width, pad);
        break;
      default:
        add(&buffer, *format);
    }
  }
  if (room) to[buffer.used < room ? buffer.used : room - 1] = 0;
  return buffer.used;
}

FORMAT(1) static void print(const char *format, ...) {
  char line[200];
  va_list arguments, again;
  va_start(arguments, format);
  va_copy(again, arguments);
  u32 measured = format_list(0, 0, format, arguments);
  u32 length = format_list(line, sizeof line, format, again);
  va_end(again);
  va_end(arguments);
  put_text(line);
  put_text(measured == length ? "|" : "?");
  put_unsigned(length), end_line();
}

/* The letters say of which type each argument is. */
__attribute__((noinline)) static double total(const char *types, ...) {
  va_list arguments;
  va_start(arguments, types);
  double sum = 0;
  for (double weight = 1; *types; types++, weight += 1) {
    if (*types == 'i') sum += va_arg(arguments, i32) * weight;
    else if (*types == 'l') sum += (double)va_arg(arguments, i64) * weight;
    else if (*types == 'p') sum += *va_arg(arguments, const double *) * weight;
    else sum += va_arg(arguments, double) * weight;
  }
  va_end(arguments);
  return sum;
}

int main(void) {
  double kept = 1.0 / 3;
  print("%d %u %x %ld", -2147483647 - 1, 4294967295u, 0xdeadbeefu, -9223372036854775807L - 1);
  print("[%5d] [%-5d] [%05d] [%*x] [%lo]", 42, -7, -99, 8, 0xabcu, 0x123456789abcdefUL);
  print("[%8s] [%-8s] [%.3s] [%c%3c] 100%%", "left", "right", "truncated", 'x', 'y');
  print("%f %.2f %9.3f %09.1f %.0f", 3.14159265358979, -2.5, 1e6 / 7, -12345.678, 0.5 + 2);
  print("%d %f %d %f %d %f %s %f %ld %f %d %f %f %f %f %f", 1, 1.5, 2, 2.5, 3, 3.5, "four", 4.5, 5L, 5.5, 6, 6.5, 7.5,
        8.5, 9.5, kept);
  for (int i = 1; i < 2000; i *= 7) print("%4d|%-6x|%s|%.4f", i, (u32)i * 77, i & 4 ? "four" : "none", kept / i);
  double sum = total("ildpidldildidldidddddp", 1, 1L << 40, 2.5, &kept, 3, 4.5, 5L, 6.25, 7, -8L, 9.5, 10, 11.0, -12L,
                     13.5, 14, 15.0, 16.0, 17.0, 18.0, 19.5, &kept);
  put_bits(sum), put_char(' '), put_bits(total("") + total("dddddddddd", 1.0, 2.0, 3., 4., 5., 6., 7., 8., 9., kept));
  end_line();
  return 0;
}
