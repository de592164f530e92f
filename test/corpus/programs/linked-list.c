/* Linked lists: merged from the bottom up, reversed, filtered through pointers to pointers, a ring, a list of skips. */

#include "corpus.h"

struct node { struct node *next; i32 value; u32 number; };

static struct node nodes[400];

static struct node *merge(struct node *left, struct node *right) {
  struct node *first = 0, **at = &first;
  while (left && right) {
    struct node **smaller = right->value < left->value ? &right : &left;
    *at = *smaller;
    at = &(*at)->next;
    *smaller = *at;
  }
  *at = left ? left : right;
  return first;
}

/* Without recursion: place i has a sorted list of 2^i nodes or none. */
static struct node *sort(struct node *list) {
  struct node *sorted[16] = {0}, *result = 0;
  while (list) {
    struct node *one = list;
    list = list->next;
    one->next = 0;
    int i = 0;
    for (; sorted[i]; i++) {
      one = merge(sorted[i], one);
      sorted[i] = 0;
    }
    sorted[i] = one;
  }
  for (int i = 0; i < 16; i++) result = merge(sorted[i], result);
  return result;
}

static struct node *reverse(struct node *list) {
  struct node *reversed = 0;
  while (list) {
    struct node *next = list->next;
    list->next = reversed;
    reversed = list;
    list = next;
  }
  return reversed;
}

static u32 remove_multiples(struct node **at, i32 divisor) {
  u32 removed = 0;
  while (*at) {
    if ((*at)->value % divisor == 0) *at = (*at)->next, removed++;
    else at = &(*at)->next;
  }
  return removed;
}

static u64 digest(const struct node *list) {
  u64 sum = 0;
  for (; list; list = list->next) sum = sum * 1000003 + ((u64)(u32)list->value << 9) + list->number;
  return sum;
}

static struct node *middle(struct node *list) {
  struct node *fast = list;
  while (fast && fast->next) list = list->next, fast = fast->next->next;
  return list;
}

struct person { struct person *left, *right; u32 number; };

/* Every so many-th leaves the ring, every other one counted the other way round; who stays. */
static u32 josephus(u32 count, u32 step, u64 *order) {
  struct person people[64], *at = people;
  for (u32 i = 0; i < count; i++)
    people[i] = (struct person){&people[(i + count - 1) % count], &people[(i + 1) % count], i + 1};
  for (u32 round = 0; at->right != at; round++) {
    for (u32 i = 1; i < step; i++) at = round % 2 ? at->left : at->right;
    at->left->right = at->right;
    at->right->left = at->left;
    *order = *order * 67 + at->number;
    at = at->right;
  }
  return at->number;
}

#define LEVELS 6

struct skip { i32 key; struct skip *next[LEVELS]; };

static struct skip skips[301];
static u32 taken, steps;

static int contains(i32 key) {
  struct skip *at = skips;
  for (int level = LEVELS - 1; level >= 0; level--)
    for (; at->next[level] && at->next[level]->key < key; steps++) at = at->next[level];
  return at->next[0] && at->next[0]->key == key;
}

static void insert(i32 key, u32 random) {
  struct skip *at = skips, *added = &skips[++taken];
  int height = 1;
  for (; height < LEVELS && random % 4 == 0; random /= 4) height++;
  added->key = key;
  for (int level = LEVELS - 1; level >= 0; level--) {
    while (at->next[level] && at->next[level]->key < key) at = at->next[level];
    if (level >= height) continue;
    added->next[level] = at->next[level];
    at->next[level] = added;
  }
}

int main(void) {
  u32 state = 7;
  struct node *list = 0;
  for (u32 i = 0; i < 400; i++) {
    state = state * 1664525 + 1013904223;
    nodes[i] = (struct node){list, (i32)(state >> 20) % 1000 - 300, i};
    list = &nodes[i];
  }
  put_hex(digest(list), 16), end_line();
  list = sort(list);
  put_hex(digest(list), 16), put_char(' '), put_number(list->value), put_char(' ');
  put_number(middle(list)->value), end_line();
  u32 removed = remove_multiples(&list, 2);
  list = reverse(list);
  removed = removed * 1000 + remove_multiples(&list, 3);
  put_unsigned(removed), put_char(' '), put_hex(digest(list), 16), end_line();
  list = sort(merge(reverse(list), 0));
  for (struct node *node = list; node->next; node = node->next)
    if (node->value > node->next->value) put_text("NOT sorted ");
  put_hex(digest(list), 16), end_line();
  u64 order = 0;
  put_unsigned(josephus(41, 3, &order)), put_char(' '), put_unsigned(josephus(64, 7, &order)), put_char(' ');
  put_hex(order, 16), end_line();
  for (i32 i = 0; i < 300; i++) insert(i * 7 % 1009 * 3, (state = state * 1664525 + 1013904223) >> 8);
  u32 found = 0;
  for (i32 key = 0; key < 3027; key += 5) found = found * 3 + (u32)contains(key);
  put_hex(found, 8), put_char(' '), put_unsigned(steps), end_line();
  return 0;
}
