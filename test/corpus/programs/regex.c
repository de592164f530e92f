/* Regular expressions: compiled into steps, matched by trying and going back, with groups that tell what they took. */

#include "corpus.h"

#define MOST 100
#define GROUPS 5

enum operation { CLASS, START, END, SAVE, SPLIT, MATCH };

/* A split goes on so many steps further or, if that fails, so many. A class has a bit for each letter. */
struct step {
  enum operation operation;
  int first, second;
  u64 class[2];
};

static struct step steps[MOST];
static int count, groups;
static const char *pattern;

static void insert(int where, enum operation operation, int first, int second) {
  memmove(&steps[where + 1], &steps[where], (u64)(count++ - where) * sizeof *steps);
  steps[where] = (struct step){.operation = operation, .first = first, .second = second};
}

static void add_letters(int from, int to) {
  for (; from <= to; from++) steps[count - 1].class[from >> 6 & 1] |= 1UL << (from & 63);
}

static int parse_class(void) {
  u64 negated = *pattern == '^' ? ~0UL : 0, *class = steps[count - 1].class;
  if (negated) pattern++;
  do {
    if (!*pattern) return 0;
    int from = *pattern++, ranges = *pattern == '-' && pattern[1] && pattern[1] != ']';
    add_letters(from, ranges ? pattern[1] : from);
    if (ranges) pattern += 2;
  } while (*pattern != ']');
  pattern++;
  class[0] = (class[0] ^ negated) & ~1UL;
  class[1] ^= negated;
  return 1;
}

static int parse_choice(void);

static int parse_atom(void) {
  char letter = *pattern++;
  if (letter == '*' || letter == '+' || letter == '?') return 0;
  if (letter == '(') {
    int group = ++groups;
    insert(count, SAVE, 2 * group, 0);
    if (group >= GROUPS || !parse_choice() || *pattern++ != ')') return 0;
    insert(count, SAVE, 2 * group + 1, 0);
    return 1;
  }
  int escaped = letter == '\\';
  if (escaped && !(letter = *pattern++)) return 0;
  insert(count, escaped ? CLASS : letter == '^' ? START : letter == '$' ? END : CLASS, 0, 0);
  if (letter == '[' && !escaped) return parse_class();
  if (letter == '.' && !escaped) add_letters(1, 127);
  else add_letters(letter, letter);
  return 1;
}

static int parse_repeated(void) {
  int start = count;
  if (!parse_atom()) return 0;
  while (*pattern == '*' || *pattern == '+' || *pattern == '?') {
    char kind = *pattern++;
    int lazy = *pattern == '?', size = count - start;
    int again = kind == '+' ? -size : 1, past = kind == '+' ? 1 : kind == '*' ? size + 2 : size + 1;
    insert(kind == '+' ? count : start, SPLIT, lazy ? past : again, lazy ? again : past);
    if (kind == '*') insert(count, SPLIT, -size - 1, -size - 1);
    pattern += lazy;
  }
  return 1;
}

static int parse_choice(void) {
  int start = count;
  while (*pattern && *pattern != '|' && *pattern != ')')
    if (!parse_repeated()) return 0;
  if (*pattern != '|') return 1;
  pattern++;
  insert(start, SPLIT, 1, count - start + 2);
  int jump = count;
  insert(count, SPLIT, 0, 0);
  int good = parse_choice();
  steps[jump].first = steps[jump].second = count - jump;
  return good;
}

static const char *text, *saved[2 * GROUPS];
static u8 tried[MOST][MOST];

/* What has been tried in vain once is not tried again. */
static int matches(const struct step *step, const char *at) {
  u8 *mark = &tried[step - steps][at - text];
  if (*mark) return 0;
  *mark = 1;
  switch (step->operation) {
    case CLASS:
      return step->class[*at >> 6 & 1] >> (*at & 63) & 1 && matches(step + 1, at + 1);
    case START:
      return at == text && matches(step + 1, at);
    case END:
      return !*at && matches(step + 1, at);
    case SPLIT:
      return matches(step + step->first, at) || matches(step + step->second, at);
    case SAVE: {
      const char *before = saved[step->first];
      saved[step->first] = at;
      return matches(step + 1, at) || (saved[step->first] = before, 0);
    }
    default:
      return 1;
  }
}

static void search(const char *in, const char *expression) {
  count = groups = 0, pattern = expression;
  insert(count, SAVE, 0, 0);
  int good = parse_choice() && !*pattern, found = 0;
  insert(count, SAVE, 1, 0);
  insert(count, MATCH, 0, 0);
  memset(tried, 0, sizeof tried), memset(saved, 0, sizeof saved);
  text = in;
  for (const char *at = text, *end = at + strlen(text); good && !found && at <= end; at++) found = matches(steps, at);
  put_text(expression), put_text(!good ? " is malformed" : !found ? " is not there" : "");
  for (int i = 0; found && i <= groups; i++) {
    put_text(" <");
    for (const char *at = saved[2 * i]; at && at < saved[2 * i + 1]; at++) put_char(*at);
    put_char('>');
  }
  end_line();
}

int main(void) {
  static const char line[] = "mov rax, [rbp-16]; call yield@plt; jmp .L42 # resumes 0x7ffe01c0, thread 17";
  static const char *const searches[][2] = {
    {line, "thread ([0-9]+)$"}, {line, "0x[0-9a-f]*"}, {line, "\\[(r[a-z]+)([-+][0-9]+)?\\]"},
    {line, "(call|jmp) (.*?)[;#]"}, {line, "(call|jmp) (.*)[;#]"}, {line, "^([^ ]+) +([^,]+), *(.)"},
    {line, "(ret|leave|\\.L[0-9][0-9]?)"}, {line, "^call"}, {line, "(open"}, {line, "*"}, {line, "[a-"},
    {"aaaaaaaaaaaaaaaaaaaaaaaaaaaa", "(a*)*b"}, {"aaaaaaaaaaaa", "a?a?a?a?a?a?a?a?(a+)aaaaaaa"},
    {"abcabcabd", "(abc|ab)+(d|c)$"}, {"", "(x*)$"}, {"mississippi", "((i)ss)+(.)"},
  };
  for (u64 i = 0; i < sizeof searches / sizeof *searches; i++) search(searches[i][0], searches[i][1]);
  return 0;
}
