/* Regular expressions: compiled into steps, which are matched with going back, and groups that tell what they took. */

#include "corpus.h"

#define STEPS 100
#define LETTERS 100
#define GROUPS 5

enum operation { LETTER, ANY, CLASS, START, END, SAVE, SPLIT, JUMP, MATCH };

/* To go on with: `first` steps further, and for a split, if that fails, `second`. */
struct step {
  enum operation operation;
  int first, second;
  u64 class[2];
};

static struct step steps[STEPS];
static int count, groups;
static const char *pattern;

static void insert(int where, enum operation operation, int first, int second) {
  memmove(&steps[where + 1], &steps[where], (u64)(count++ - where) * sizeof *steps);
  steps[where] = (struct step){.operation = operation, .first = first, .second = second};
}

static void append(enum operation operation, int first) {
  insert(count, operation, first, 0);
}

static int parse_choice(void);

static int parse_class(void) {
  append(CLASS, 0);
  struct step *step = &steps[count - 1];
  int negated = *pattern == '^';
  if (negated) pattern++;
  do {
    if (!*pattern) return 0;
    int from = *pattern++, to = from;
    if (*pattern == '-' && pattern[1] && pattern[1] != ']') to = pattern[1], pattern += 2;
    for (; from <= to; from++) step->class[from >> 6 & 1] |= 1UL << (from & 63);
  } while (*pattern != ']');
  pattern++;
  if (negated) step->class[0] = ~step->class[0], step->class[1] = ~step->class[1];
  return 1;
}

static int parse_atom(void) {
  char letter = *pattern++;
  switch (letter) {
    case '(': {
      int group = ++groups;
      append(SAVE, 2 * group);
      if (group >= GROUPS || !parse_choice() || *pattern++ != ')') return 0;
      append(SAVE, 2 * group + 1);
      return 1;
    }
    case '[':
      return parse_class();
    case '*':
    case '+':
    case '?':
      return 0;
    case '.':
      append(ANY, 0);
      return 1;
    case '^':
      append(START, 0);
      return 1;
    case '$':
      append(END, 0);
      return 1;
    case '\\':
      letter = *pattern++;
      if (!letter) return 0;
      __attribute__((fallthrough));
    default:
      append(LETTER, letter);
      return 1;
  }
}

static int parse_repeated(void) {
  int start = count;
  if (!parse_atom()) return 0;
  while (*pattern == '*' || *pattern == '+' || *pattern == '?') {
    char kind = *pattern++;
    int size = count - start, split = kind == '+' ? count : start;
    if (kind == '+') insert(split, SPLIT, -size, 1);
    else insert(split, SPLIT, 1, size + (kind == '*' ? 2 : 1));
    if (kind == '*') append(JUMP, -size - 1);
    if (*pattern != '?') continue;
    pattern++;
    int kept = steps[split].first;
    steps[split].first = steps[split].second;
    steps[split].second = kept;
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
  append(JUMP, 0);
  int good = parse_choice();
  steps[jump].first = count - jump;
  return good;
}

static const char *text, *saved[2 * GROUPS];
static u8 tried[STEPS][LETTERS];

/* What has been tried in vain once is not tried again. */
static int matches(const struct step *step, const char *at) {
  for (;;) {
    u8 *mark = &tried[step - steps][at - text];
    if (*mark) return 0;
    *mark = 1;
    switch (step->operation) {
      case LETTER:
        if (*at++ != step->first) return 0;
        break;
      case ANY:
        if (!*at++) return 0;
        break;
      case CLASS:
        if (!*at || !(step->class[*at >> 6 & 1] >> (*at & 63) & 1)) return 0;
        at++;
        break;
      case START:
        if (at != text) return 0;
        break;
      case END:
        if (*at) return 0;
        break;
      case SAVE: {
        const char *before = saved[step->first];
        saved[step->first] = at;
        if (matches(step + 1, at)) return 1;
        saved[step->first] = before;
        return 0;
      }
      case SPLIT:
        if (matches(step + step->first, at)) return 1;
        step += step->second;
        continue;
      case JUMP:
        step += step->first;
        continue;
      case MATCH:
        return 1;
    }
    step++;
  }
}

static void search(const char *in, const char *expression) {
  count = groups = 0;
  pattern = expression;
  append(SAVE, 0);
  int good = parse_choice() && !*pattern;
  append(SAVE, 1);
  append(MATCH, 0);
  memset(saved, 0, sizeof saved);
  memset(tried, 0, sizeof tried);
  text = in;
  int found = 0;
  for (const char *at = text; good && !found; at++) {
    found = matches(steps, at);
    if (!*at) break;
  }
  put_text(expression);
  put_text(!good ? " is malformed" : !found ? " is not there" : "");
  for (int i = 0; found && i <= groups; i++) {
    put_text(" <");
    for (const char *at = saved[2 * i]; at && at < saved[2 * i + 1]; at++) put_char(*at);
    put_char('>');
  }
  end_line();
}

int main(void) {
  static const char line[] = "mov rax, [rbp-16]; call yield@plt; jmp .L42 # resumes 0x7ffe01c0, thread 17";
  search(line, "thread ([0-9]+)$");
  search(line, "0x[0-9a-f]*");
  search(line, "\\[(r[a-z]+)([-+][0-9]+)?\\]");
  search(line, "(call|jmp) (.*?)[;#]");
  search(line, "(call|jmp) (.*)[;#]");
  search(line, "^([^ ]+) +([^,]+), *(.)");
  search(line, "(ret|leave|\\.L[0-9][0-9]?)");
  search(line, "^call");
  search("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "(a*)*b");
  search("aaaaaaaaaaaa", "a?a?a?a?a?a?a?a?(a+)aaaaaaa");
  search("abcabcabd", "(abc|ab)+(d|c)$");
  search("", "(x*)$");
  search("mississippi", "((i)ss)+(.)");
  search(line, "(open");
  search(line, "*");
  search(line, "[a-");
  return 0;
}
