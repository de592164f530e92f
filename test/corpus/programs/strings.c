/* Strings: copied, joined, compared, searched, split into words, sorted and replaced. */

#include "corpus.h"

static char *copy_text(char *to, const char *from) {
  char *start = to;
  while ((*to++ = *from++)) continue;
  return start;
}

static char *append_text(char *to, const char *from) {
  copy_text(to + strlen(to), from);
  return to;
}

static int compare_text(const char *left, const char *right) {
  while (*left && *left == *right) left++, right++;
  return (u8)*left - (u8)*right;
}

static const char *find_letter(const char *text, char letter) {
  for (; *text; text++)
    if (*text == letter) return text;
  return letter ? 0 : text;
}

static const char *find_text(const char *text, const char *wanted) {
  for (;; text++) {
    u64 same = 0;
    while (wanted[same] && text[same] == wanted[same]) same++;
    if (!wanted[same]) return text;
    if (!*text) return 0;
  }
}

/* The next word of the text, or of the rest of the one before. The text is cut up. */
static char *next_word(char *text, const char *separators) {
  static char *rest;
  if (text) rest = text;
  while (*rest && find_letter(separators, *rest)) rest++;
  if (!*rest) return 0;
  char *word = rest;
  while (*rest && !find_letter(separators, *rest)) rest++;
  if (*rest) *rest++ = 0;
  return word;
}

static void reverse(char *text) {
  char *left = text, *right = text + strlen(text);
  while (left < right) {
    char kept = *left;
    *left++ = *--right;
    *right = kept;
  }
}

static char *replace_text(char *to, const char *text, const char *from, const char *by) {
  char *end = to;
  for (const char *found; (found = find_text(text, from)); text = found + strlen(from)) {
    memcpy(end, text, (u64)(found - text));
    end = copy_text(end + (found - text), by) + strlen(by);
  }
  copy_text(end, text);
  return to;
}

static void put_line(const char *text) {
  put_text(text);
  end_line();
}

int main(void) {
  static const char source[] = "the green threads, the blue threads; and (at last) the other thread: \tall of the same thread.";
  char text[sizeof source], joined[2 * sizeof source] = "", replaced[2 * sizeof source];
  char *words[32];
  int count = 0;
  copy_text(text, source);
  for (char *word = next_word(text, " ,;:.()\t"); word; word = next_word(0, " ,;:.()\t")) words[count++] = word;
  for (int i = 1; i < count; i++) {
    char *word = words[i];
    int hole = i;
    for (; hole > 0 && compare_text(words[hole - 1], word) > 0; hole--) words[hole] = words[hole - 1];
    words[hole] = word;
  }
  for (int i = 0; i < count; i++) append_text(append_text(joined, i ? "+" : ""), words[i]);
  put_line(joined);
  put_line(replace_text(replaced, source, "thread", "fiber"));
  reverse(joined);
  put_line(joined);
  int found = 0;
  u64 places = 0;
  for (const char *at = source; (at = find_text(at, "the")); at++) {
    found++;
    places = places * 31 + (u64)(at - source);
  }
  put_number(found);
  put_char(' ');
  put_unsigned(places);
  put_char(' ');
  put_number(find_letter(source, '(') - source);
  put_char(' ');
  put_number(compare_text("caf\xc3\xa9", "cafe"));
  put_text(find_text(source, "fibre") ? " found" : " none");
  end_line();
  return 0;
}
