/* How far texts are from each other: Levenshtein's distance, with neighbours swapped too, and what they have in common. */

#include "corpus.h"

#define LONGEST 100

static int least(int a, int b, int c) {
  int smaller = a < b ? a : b;
  return smaller < c ? smaller : c;
}

/* A row of the table at a time. */
static int levenshtein(const char *left, const char *right) {
  int row[LONGEST + 1], width = (int)strlen(right);
  for (int j = 0; j <= width; j++) row[j] = j;
  for (int i = 0; left[i]; i++) {
    int diagonal = row[0];
    row[0] = i + 1;
    for (int j = 0; j < width; j++) {
      int above = row[j + 1];
      row[j + 1] = least(above + 1, row[j] + 1, diagonal + (left[i] != right[j]));
      diagonal = above;
    }
  }
  return row[width];
}

/* The two rows before are needed to swap neighbours. */
static int with_swaps(const char *left, const char *right) {
  u8 rows[3][LONGEST + 1], *before = rows[0], *above = rows[1], *row = rows[2];
  int width = (int)strlen(right);
  for (int j = 0; j <= width; j++) above[j] = before[j] = (u8)j;
  for (int i = 1; left[i - 1]; i++) {
    row[0] = (u8)i;
    for (int j = 1; j <= width; j++) {
      int cost = left[i - 1] != right[j - 1];
      int best = least(above[j] + 1, row[j - 1] + 1, above[j - 1] + cost);
      if (i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1] && before[j - 2] + 1 < best)
        best = before[j - 2] + 1;
      row[j] = (u8)best;
    }
    u8 *oldest = before;
    before = above;
    above = row;
    row = oldest;
  }
  return above[width];
}

static u16 lengths[LONGEST + 1][LONGEST + 1];

/* The longest text that both have, with gaps; it is read off the whole table from its end. */
static int common(const char *left, const char *right, char *result) {
  int height = (int)strlen(left), width = (int)strlen(right);
  for (int i = 1; i <= height; i++) {
    for (int j = 1; j <= width; j++) {
      u16 up = lengths[i - 1][j], back = lengths[i][j - 1];
      lengths[i][j] = left[i - 1] == right[j - 1] ? (u16)(lengths[i - 1][j - 1] + 1) : up > back ? up : back;
    }
  }
  int length = lengths[height][width], end = length;
  result[end] = 0;
  for (int i = height, j = width; end > 0;) {
    if (left[i - 1] == right[j - 1]) {
      result[--end] = left[--i];
      j--;
    } else if (lengths[i - 1][j] >= lengths[i][j - 1]) i--;
    else j--;
  }
  return length;
}

static void put_pair(const char *left, const char *right) {
  char shared[LONGEST + 1];
  put_number(levenshtein(left, right));
  put_char(' ');
  put_number(with_swaps(left, right));
  put_char(' ');
  put_number(common(left, right, shared));
  put_char(' ');
  put_text(shared);
  end_line();
}

int main(void) {
  put_pair("kitten", "sitting");
  put_pair("saturday", "sunday");
  put_pair("ca", "abc");
  put_pair("shceduler", "scheduler");
  put_pair("", "thread");
  put_pair("the thread yields to the scheduler", "the scheduler resumes the thread");
  char left[LONGEST + 1] = "", right[LONGEST + 1] = "";
  u32 state = 7;
  for (int i = 0, end = 0; i < LONGEST; i++) {
    state = state * 1664525 + 1013904223;
    left[i] = "acgt"[state >> 30];
    if (state >> 24 & 7) right[end++] = (state >> 20 & 15) < 3 ? "acgt"[state >> 28 & 3] : left[i];
  }
  put_pair(left, right);
  return 0;
}
