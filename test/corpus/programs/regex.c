/* Regular expressions: compiled into steps, matched by trying and going back, with groups that tell what they took. */

#include "corpus.h"

#define STEPS 100
#define LETTERS 100
#define GROUPS 5

enum operation { CLASS, START, END, SAVE, SPLIT, JUMP, MATCH };

/* Goes on so many steps further, and from a split, if that fails, so many. A class has a bit for each letter. */
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
    int size = count - start, split = kind == '+' ? count : start;
    if (kind == '+') insert(split, SPLIT, -size, 1);
    else insert(split, SPLIT, 1, size + (kind == '*' ? 2 : 1));
    if (kind == '*') insert(count, JUMP, -size - 1, 0);
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
  insert(count, JUMP, 0, 0);
  int good = parse_choice();
  steps[jump].first = count - jump;
  return good;
}

static const char *text, *saved[2 * GROUPS];
static u8 tried[STEPS][LETTERS];

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
    case JUMP:
      return matches(step + step->first, at);
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
  count = groups = 0;
  pattern = expression;
  insert(count, SAVE, 0, 0);
  int good = parse_choice() && !*pattern, found = 0;
  insert(count, SAVE, 1, 0);
  insert(count, MATCH, 0, 0);
  memset(tried, 0, sizeof tried);
  memset(saved, 0, sizeof saved);
  text = in;
  for (const char *at = text, *end = at + strlen(text); good && !found && at <= end; at++) found = matches(steps, at);
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
  static const char *const expressions[] = {
    "thread ([0-9]+)$", "0x[0-9a-f]*", "\\[(r[a-z]+)([-+][0-9]+)?\\]", "(call|jmp) (.*?)[;#]", "(call|jmp) (.*)[;#]",
    "^([^ ]+) +([^,]+), *(.)", "(ret|leave|\\.L[0-9][0-9]?)", "^call", "(open", "*", "[a-",
  };
  for (u64 i = 0; i < sizeof expressions / sizeof *expressions; i++) search(line, expressions[i]);
  search("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "(a*)*b");
  search("aaaaaaaaaaaa", "a?a?a?a?a?a?a?a?(a+)aaaaaaa");
  search("abcabcabd", "(abc|ab)+(d|c)$");
  search("", "(x*)$");
  search("mississippi", "((i)ss)+(.)");
  return 0;
}
