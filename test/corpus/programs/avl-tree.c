/* An AVL tree in an array, its links and heights in small integers: a set with ranks, recursive, sums over ranges. */

#include "corpus.h"

struct node { u16 left, right, size; i8 height; i32 key; i64 sum; };

/* Index 0 is the empty tree. */
static struct node nodes[512];
static u16 used, unused[512];
static u32 free_count, rotated[2];

static void update(u16 at) {
  struct node *node = &nodes[at];
  const struct node *left = &nodes[node->left], *right = &nodes[node->right];
  node->height = (i8)((left->height > right->height ? left->height : right->height) + 1);
  node->size = (u16)(left->size + right->size + 1);
  node->sum = left->sum + right->sum + node->key;
}

static u16 rotate_left(u16 at) {
  u16 up = nodes[at].right;
  nodes[at].right = nodes[up].left;
  nodes[up].left = at;
  update(at);
  update(up);
  rotated[0]++;
  return up;
}

static u16 rotate_right(u16 at) {
  u16 up = nodes[at].left;
  nodes[at].left = nodes[up].right;
  nodes[up].right = at;
  update(at);
  update(up);
  rotated[1]++;
  return up;
}

static int balance(u16 at) {
  return nodes[nodes[at].left].height - nodes[nodes[at].right].height;
}

static u16 balanced(u16 at) {
  update(at);
  if (balance(at) > 1) {
    if (balance(nodes[at].left) < 0) nodes[at].left = rotate_left(nodes[at].left);
    return rotate_right(at);
  }
  if (balance(at) < -1) {
    if (balance(nodes[at].right) > 0) nodes[at].right = rotate_right(nodes[at].right);
    return rotate_left(at);
  }
  return at;
}

static u16 insert(u16 at, i32 key) {
  if (at == 0) {
    u16 added = free_count ? unused[--free_count] : ++used;
    nodes[added] = (struct node){.key = key};
    update(added);
    return added;
  }
  if (key < nodes[at].key) nodes[at].left = insert(nodes[at].left, key);
  else if (key > nodes[at].key) nodes[at].right = insert(nodes[at].right, key);
  else return at;
  return balanced(at);
}

static u16 remove_first(u16 at, u16 *first) {
  if (nodes[at].left == 0) {
    *first = at;
    return nodes[at].right;
  }
  nodes[at].left = remove_first(nodes[at].left, first);
  return balanced(at);
}

static u16 erase(u16 at, i32 key) {
  if (at == 0) return 0;
  struct node *node = &nodes[at];
  if (key < node->key) {
    node->left = erase(node->left, key);
  } else if (key > node->key) {
    node->right = erase(node->right, key);
  } else {
    unused[free_count++] = at;
    if (node->right == 0) return node->left;
    u16 first, right = remove_first(node->right, &first);
    nodes[first].right = right;
    nodes[first].left = node->left;
    return balanced(first);
  }
  return balanced(at);
}

static i32 key_of_rank(u16 at, u32 rank) {
  for (;;) {
    u32 before = nodes[nodes[at].left].size;
    if (rank == before) return nodes[at].key;
    if (rank < before) {
      at = nodes[at].left;
    } else {
      rank -= before + 1;
      at = nodes[at].right;
    }
  }
}

/* The sum of all keys below a bound. */
static i64 sum_below(u16 at, i32 bound) {
  i64 sum = 0;
  for (; at; at = nodes[at].key < bound ? nodes[at].right : nodes[at].left)
    if (nodes[at].key < bound) sum += nodes[nodes[at].left].sum + nodes[at].key;
  return sum;
}

static int is_valid(u16 at, i32 least, i32 most) {
  if (at == 0) return 1;
  const struct node *node = &nodes[at];
  int steps = balance(at);
  return node->key >= least && node->key <= most && steps >= -1 && steps <= 1 &&
         is_valid(node->left, least, node->key - 1) && is_valid(node->right, node->key + 1, most);
}

int main(void) {
  u16 root = 0;
  u32 state = 4711;
  for (i32 i = 0; i < 120; i++) root = insert(root, i);
  put_number(nodes[root].height), put_char(' '), put_number(nodes[root].key), put_char(' ');
  put_unsigned(rotated[0]), end_line();
  for (int round = 1; round <= 4; round++) {
    for (int i = 0; i < 150; i++) {
      state ^= state << 13, state ^= state >> 17, state ^= state << 5;
      i32 key = (i32)(state % 500) - 250;
      if (state >> 16 & 1 || (key >= 0 && key < 120)) root = erase(root, key);
      else root = insert(root, key);
    }
    i64 mixed = 0;
    for (i32 i = -250; i <= 300; i += 40) mixed = mixed * 5 + sum_below(root, i);
    for (u32 i = 0; i < nodes[root].size; i += 9) mixed = mixed * 3 % 1000000007 + key_of_rank(root, i);
    put_text(is_valid(root, -1000, 1000) ? "valid " : "NOT valid "), put_unsigned(nodes[root].size), put_char(' ');
    put_number(nodes[root].height), put_char(' '), put_number(mixed), end_line();
  }
  put_unsigned(rotated[0]), put_char(' '), put_unsigned(rotated[1]), put_char(' '), put_unsigned(used), end_line();
  return 0;
}
