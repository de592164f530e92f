/* Days of the civil calendar: there and back, weekdays, Easter. */

#include "corpus.h"

typedef struct {
  int year, month, day;
} Date;

static i64 days_of(Date date) {
  i64 year = date.year - (date.month <= 2);
  i64 era = (year >= 0 ? year : year - 399) / 400;
  i64 of_era = year - era * 400;
  i64 of_year = (153 * (date.month + (date.month > 2 ? -3 : 9)) + 2) / 5 + date.day - 1;
  return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

static Date date_of(i64 days) {
  days += 719468;
  i64 era = (days >= 0 ? days : days - 146096) / 146097;
  i64 of_era = days - era * 146097;
  i64 year = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
  i64 of_year = of_era - (365 * year + year / 4 - year / 100);
  int month = (int)(5 * of_year + 2) / 153;
  Date date = { (int)(year + era * 400), month < 10 ? month + 3 : month - 9, (int)of_year - (153 * month + 2) / 5 + 1 };
  date.year += date.month <= 2;
  return date;
}

static Date easter(int year) {
  int a = year % 19, b = year / 100, c = year % 100;
  int h = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
  int l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
  int m = (a + 11 * h + 22 * l) / 451;
  return (Date){ year, (h + l - 7 * m + 114) / 31, (h + l - 7 * m + 114) % 31 + 1 };
}

static void put_date(Date date) {
  static const char *const names[] = { "Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed" };
  put_text(names[(days_of(date) % 7 + 7) % 7]);
  put_char(' ');
  put_number(date.year);
  put_char('-');
  put_number(date.month);
  put_char('-');
  put_number(date.day);
  end_line();
}

int main(void) {
  int wrong = 0;
  for (i64 days = -800000; days < 800000; days += 197) {
    Date date = date_of(days);
    if (days_of(date) != days || date.month < 1 || date.month > 12 || date.day < 1 || date.day > 31) wrong++;
  }
  put_number(wrong);
  end_line();
  put_date((Date){ 1970, 1, 1 });
  put_date(date_of(-1));
  put_date(date_of(20000));
  put_date(date_of(-719528));
  for (int year = 2000; year < 2030; year += 7) put_date(easter(year));
  return 0;
}
