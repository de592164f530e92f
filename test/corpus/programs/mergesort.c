/* Merge sort, of an array from the bottom up and of a linked list from the top down. Both keep equal keys in order. */

#include "corpus.h"

#define COUNT 1500

struct record {
  u16 key;
  u16 order;
};

struct node {
  struct node *next;
  i64 value;
  u32 order;
};

static struct record records[COUNT], spare[COUNT];
static struct node nodes[COUNT];

static void merge(const struct record *from, struct record *to, int left, int middle, int right) {
  int first = left, second = middle;
  for (int i = left; i < right; i++) {
    if (first < middle && (second >= right || from[first].key <= from[second].key)) to[i] = from[first++];
    else to[i] = from[second++];
  }
}

/* Returns which of the two arrays has the result. */
static struct record *sort_array(struct record *from, struct record *to, int count) {
  for (int width = 1; width < count; width *= 2) {
    for (int left = 0; left < count; left += 2 * width) {
      int middle = left + width < count ? left + width : count;
      int right = middle + width < count ? middle + width : count;
      merge(from, to, left, middle, right);
    }
    struct record *kept = from;
    from = to;
    to = kept;
  }
  return from;
}

static struct node *sort_list(struct node *list) {
  if (!list || !list->next) return list;
  struct node *middle = list;
  for (struct node *end = list->next; end && end->next; end = end->next->next) middle = middle->next;
  struct node *right = middle->next;
  middle->next = 0;
  struct node *left = sort_list(list), *merged, **last = &merged;
  right = sort_list(right);
  while (left && right) {
    struct node **least = right->value < left->value ? &right : &left;
    *last = *least;
    last = &(*least)->next;
    *least = (*least)->next;
  }
  *last = left ? left : right;
  return merged;
}

static void report(const char *name, int sorted, u64 sum) {
  put_text(name);
  put_text(sorted ? " sorted " : " NOT sorted ");
  put_hex(sum, 16);
  end_line();
}

int main(void) {
  u64 state = 88172645463325252;
  for (int i = 0; i < COUNT; i++) {
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    records[i] = (struct record){.key = (u16)(state % 500), .order = (u16)i};
    nodes[i].next = i + 1 < COUNT ? &nodes[i + 1] : 0;
    nodes[i].value = (i64)(state >> 32) % 400 - 200;
    nodes[i].order = (u32)i;
  }
  struct record *sorted = sort_array(records, spare, COUNT);
  int good = 1;
  u64 sum = 0;
  for (int i = 0; i < COUNT; i++) {
    if (i > 0 && sorted[i - 1].key == sorted[i].key) good &= sorted[i - 1].order < sorted[i].order;
    else if (i > 0) good &= sorted[i - 1].key < sorted[i].key;
    sum = sum * 1099511628211 + sorted[i].key * 65536UL + sorted[i].order;
  }
  report("array", good, sum);
  good = 1;
  sum = 0;
  int length = 0;
  for (struct node *node = sort_list(nodes); node; node = node->next) {
    struct node *next = node->next;
    if (next && next->value == node->value) good &= node->order < next->order;
    else if (next) good &= node->value < next->value;
    sum = sum * 1099511628211 + (u64)node->value + node->order;
    length++;
  }
  report("list", good && length == COUNT, sum);
  return 0;
}
