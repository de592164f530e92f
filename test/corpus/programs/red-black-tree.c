/* A red-black tree with links to parents: 900 insertions and deletions, its rules checked, walked in order. */

#include "corpus.h"

enum { BLACK, RED };

struct node { struct node *children[2], *parent; i32 key; u8 color; };

/* The sentinel below all leaves; black, and its parent is where a deletion left it. */
static struct node none = {{&none, &none}, &none, 0, BLACK};
static struct node pool[300], *root = &none, *unused;
static u32 rotations;

static void replace(struct node *old, struct node *with) {
  if (old->parent == &none) root = with;
  else old->parent->children[old == old->parent->children[1]] = with;
  with->parent = old->parent;
}

static void rotate(struct node *node, int side) {
  struct node *up = node->children[!side];
  node->children[!side] = up->children[side];
  if (up->children[side] != &none) up->children[side]->parent = node;
  replace(node, up);
  up->children[side] = node;
  node->parent = up;
  rotations++;
}

static int insert(i32 key) {
  struct node *parent = &none, **at = &root;
  while (*at != &none) {
    parent = *at;
    if (parent->key == key) return 0;
    at = &parent->children[key > parent->key];
  }
  struct node *node = *at = unused;
  unused = unused->parent;
  *node = (struct node){{&none, &none}, parent, key, RED};
  while (node->parent->color == RED) {
    parent = node->parent;
    struct node *above = parent->parent;
    int side = parent == above->children[1];
    struct node *uncle = above->children[!side];
    if (uncle->color == RED) {
      parent->color = uncle->color = BLACK;
      above->color = RED;
      node = above;
      continue;
    }
    if (node == parent->children[!side]) {
      rotate(parent, side);
      parent = node;
    }
    parent->color = BLACK;
    above->color = RED;
    rotate(above, !side);
    break;
  }
  root->color = BLACK;
  return 1;
}

/* A black node is missing above this one. */
static void restore(struct node *node) {
  while (node != root && node->color == BLACK) {
    struct node *parent = node->parent;
    int side = node == parent->children[1];
    struct node *sibling = parent->children[!side];
    if (sibling->color == RED) {
      sibling->color = BLACK;
      parent->color = RED;
      rotate(parent, side);
      sibling = parent->children[!side];
    }
    if (sibling->children[0]->color == BLACK && sibling->children[1]->color == BLACK) {
      sibling->color = RED;
      node = parent;
      continue;
    }
    if (sibling->children[!side]->color == BLACK) {
      sibling->children[side]->color = BLACK;
      sibling->color = RED;
      rotate(sibling, !side);
      sibling = parent->children[!side];
    }
    sibling->color = parent->color;
    parent->color = sibling->children[!side]->color = BLACK;
    rotate(parent, side);
    node = root;
  }
  node->color = BLACK;
}

static int erase(i32 key) {
  struct node *node = root;
  while (node != &none && node->key != key) node = node->children[key > node->key];
  if (node == &none) return 0;
  struct node *moved = node;
  if (node->children[0] != &none && node->children[1] != &none)
    for (moved = node->children[1]; moved->children[0] != &none;) moved = moved->children[0];
  node->key = moved->key;
  struct node *child = moved->children[moved->children[0] == &none];
  replace(moved, child);
  if (moved->color == BLACK) restore(child);
  moved->parent = unused;
  unused = moved;
  return 1;
}

/* How many black nodes are on every path below, or -1 where a rule is broken. */
static int black_height(const struct node *node, i64 below, i64 above) {
  if (node == &none) return 1;
  if (node->key <= below || node->key >= above) return -1;
  if (node->color == RED && (node->children[0]->color == RED || node->children[1]->color == RED)) return -1;
  int left = black_height(node->children[0], below, node->key);
  int right = black_height(node->children[1], node->key, above);
  return left < 0 || left != right ? -1 : left + (node->color == BLACK);
}

int main(void) {
  for (int i = 0; i < 300; i++) pool[i].parent = unused, unused = &pool[i];
  u32 state = 1, added = 0, erased = 0;
  for (int round = 0; round < 900; round++) {
    state = state * 1103515245 + 12345;
    i32 key = (i32)(state >> 16) % 401 - 200;
    if (round < 250 ? round % 8 : round % 3 == 0) added += (u32)insert(key);
    else erased += (u32)erase(key);
    if (round % 150 == 149) {
      put_number(black_height(root, -1000, 1000)), put_char(' '), put_unsigned(added), put_char(' ');
      put_unsigned(erased), put_char(' '), put_unsigned(rotations), put_char(' '), put_number(root->key), end_line();
    }
  }
  u64 sum = 0;
  struct node *node = root, *from;
  while (node->children[0] != &none) node = node->children[0];
  for (u32 i = 1; node != &none; i++) {
    sum += (u64)(node->key * (i64)i) * 2 + node->color;
    if (node->children[1] != &none) {
      for (node = node->children[1]; node->children[0] != &none;) node = node->children[0];
      continue;
    }
    do from = node, node = node->parent;
    while (node != &none && from == node->children[1]);
  }
  put_number((i64)sum), end_line();
  for (i32 key = -200; key <= 200; key++) erased += (u32)erase(key);
  put_number(root == &none), put_char(' '), put_unsigned(added - erased), end_line();
  return 0;
}
