/* Words in a trie, found everywhere in a text at once, and each alone as Knuth, Morris and Pratt do. */

#include "corpus.h"

#define LETTERS 26
#define NODES 256
#define LONGEST 64

/* Letters lead to other nodes, 0 is none: the root is nobody's child. Words have numbers from 1 on. */
struct node {
  u16 children[LETTERS];
  u8 word, below;
};

static struct node nodes[NODES];
static u16 released[NODES], releases, used = 1;

static u16 *child(u16 node, char letter) {
  return &nodes[node].children[letter - 'a'];
}

static u16 take(void) {
  u16 node = releases ? released[--releases] : used++;
  nodes[node] = (struct node){0};
  return node;
}

static void insert(const char *word, u8 number) {
  u16 at = 0;
  for (; *word; word++) {
    u16 *next = child(at, *word);
    if (!*next) *next = take();
    at = *next;
    nodes[at].below++;
  }
  nodes[at].word = number;
}

/* Nodes that no other word has are free again. The word has to be there. */
static void erase(const char *word) {
  u16 *link = 0, at = 0;
  for (; *word; word++) {
    link = child(at, *word);
    at = *link;
    if (--nodes[at].below == 0) {
      released[releases++] = at;
      *link = 0;
    }
  }
  nodes[at].word = 0;
}

/* All words with a prefix, in the order of the alphabet. */
static void list(u16 node, char *word, u32 length) {
  if (nodes[node].word) {
    word[length] = 0;
    put_char(' '), put_text(word);
  }
  for (char letter = 'a'; letter <= 'z'; letter++) {
    word[length] = letter;
    if (*child(node, letter)) list(*child(node, letter), word, length + 1);
  }
}

static void complete(const char *prefix) {
  char word[LONGEST];
  u32 length = 0;
  u16 at = 0;
  for (; prefix[length]; length++) {
    word[length] = prefix[length];
    if (!(at = *child(at, prefix[length]))) break;
  }
  put_text(prefix), put_char(':');
  if (!prefix[length]) list(at, word, length);
  end_line();
}

/* From every place in the text down the trie; places are summed up as digests by word. */
static void scan(const char *text, u32 *digests) {
  for (u32 from = 0; text[from]; from++) {
    u16 at = 0;
    for (u32 to = from; text[to] >= 'a' && text[to] <= 'z' && (at = *child(at, text[to])); to++)
      if (nodes[at].word) digests[nodes[at].word] = digests[nodes[at].word] * 31 + from + 1;
  }
}

/* How long the longest prefix is that ends at each letter and is not all up to it. */
static void borders(const char *word, u8 *lengths) {
  u8 length = 0;
  lengths[0] = 0;
  for (u32 i = 1; word[i]; i++) {
    while (length && word[i] != word[length]) length = lengths[length - 1];
    if (word[i] == word[length]) length++;
    lengths[i] = length;
  }
}

static u32 search(const char *text, const char *word, u32 *count) {
  u8 lengths[LONGEST];
  u32 matched = 0, digest = 0, size = (u32)strlen(word);
  borders(word, lengths);
  for (u32 i = 0; text[i]; i++) {
    while (matched && (matched == size || text[i] != word[matched])) matched = lengths[matched - 1];
    if (text[i] == word[matched]) matched++;
    if (matched < size) continue;
    digest = digest * 31 + i + 2 - size;
    ++*count;
  }
  return digest;
}

int main(void) {
  static const char *const words[] = {
    "stack", "sta", "switch", "switches", "thread", "threads", "the", "read", "a", "ana", "banana", "an", "ad",
    "reads", "witch", "it", "is", "hi", "this", "abab", "ababab", "ab", "tack", "at", "tat", "ata", "state", "estate",
  };
  static const char text[] =
      "this thread switches its stack; that thread reads another state, a banana state at that estate. ababababab "
      "switches threads, and that switch is the thread that reads this: the stack of an ananab, attack of the tattat";
  enum { WORDS = sizeof words / sizeof *words };
  for (u32 i = 0; i < WORDS; i++) insert(words[i], (u8)(i + 1));
  static const char *const prefixes[] = {"s", "th", "ab", "", "reading", "x"};
  for (u32 i = 0; i < 6; i++) complete(prefixes[i]);

  for (u32 round = 0; round < 3; round++) {
    u32 digests[WORDS + 1] = {0}, count = 0, sum = 0, differ = 0;
    scan(text, digests);
    for (u32 i = 0; i < WORDS; i++) {
      u32 digest = i % 3 < round ? 0 : search(text, words[i], &count);
      differ += digest != digests[i + 1];
      sum = sum * 37 + digest;
    }
    put_unsigned(count), put_text(" found, "), put_unsigned(differ), put_text(" otherwise, "), put_hex(sum, 8);
    put_text(" nodes "), put_unsigned(used - 1u - releases), end_line();
    for (u32 i = round; i < WORDS; i += 3) erase(words[i]);
  }
  for (u32 i = 0; i < WORDS; i += 3) insert(words[i], (u8)(i + 1));
  complete("");

  static const char *const repeated[] = {"abcabcabc", "aaaaaaa", "abacabadabacaba", "switchswitchs"};
  for (u32 i = 0; i < 4; i++) {
    u8 lengths[LONGEST];
    u32 size = (u32)strlen(repeated[i]), period;
    borders(repeated[i], lengths);
    period = size - lengths[size - 1];
    put_text(repeated[i]), put_char('='), put_unsigned(period), put_char('x'), put_unsigned(size / period);
    put_char('+'), put_unsigned(size % period), put_char(i < 3 ? ' ' : '\n');
  }
  return 0;
}
