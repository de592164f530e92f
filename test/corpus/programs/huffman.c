/* Huffman's code, made canonical: a text is packed into bits and unpacked from the lengths of the codes alone. */

#include "corpus.h"

#define LONGEST 24

struct node {
  u32 weight;
  i16 left, right;
};

static struct node nodes[511];
static i16 heap[256];
static int heap_size;
static u8 lengths[256];
static u32 codes[256];

static int lighter(i16 left, i16 right) {
  return nodes[left].weight != nodes[right].weight ? nodes[left].weight < nodes[right].weight : left < right;
}

static void push(i16 node) {
  int child = heap_size++;
  for (; child > 0 && lighter(node, heap[(child - 1) / 2]); child = (child - 1) / 2) heap[child] = heap[(child - 1) / 2];
  heap[child] = node;
}

static i16 pop(void) {
  i16 top = heap[0], last = heap[--heap_size];
  int parent = 0;
  for (int child; (child = 2 * parent + 1) < heap_size; parent = child) {
    if (child + 1 < heap_size && lighter(heap[child + 1], heap[child])) child++;
    if (!lighter(heap[child], last)) break;
    heap[parent] = heap[child];
  }
  heap[parent] = last;
  return top;
}

static void measure(i16 node, int depth) {
  if (node < 256) {
    lengths[node] = (u8)depth;
    return;
  }
  measure(nodes[node].left, depth + 1);
  measure(nodes[node].right, depth + 1);
}

static void build(const u8 *text, int count) {
  for (int i = 0; i < count; i++) nodes[text[i]].weight++;
  for (i16 symbol = 0; symbol < 256; symbol++)
    if (nodes[symbol].weight) push(symbol);
  i16 next = 256;
  while (heap_size > 1) {
    i16 left = pop(), right = pop();
    nodes[next] = (struct node){nodes[left].weight + nodes[right].weight, left, right};
    push(next++);
  }
  measure(pop(), 0);
}

/* Codes of a length follow each other, in the order of their symbols. */
static void number_codes(void) {
  u32 code = 0;
  for (int length = 1; length <= LONGEST; length++, code <<= 1)
    for (int symbol = 0; symbol < 256; symbol++)
      if (lengths[symbol] == length) codes[symbol] = code++;
}

static int pack(const u8 *text, int count, u8 *packed) {
  int bits = 0;
  for (int i = 0; i < count; i++)
    for (int bit = lengths[text[i]] - 1; bit >= 0; bit--, bits++)
      packed[bits >> 3] |= (u8)((codes[text[i]] >> bit & 1) << (7 - (bits & 7)));
  return bits;
}

static int unpack(const u8 *packed, int bits, u8 *text) {
  u32 counts[LONGEST + 1] = {0};
  u8 ordered[256];
  int symbols = 0, count = 0;
  for (int length = 1; length <= LONGEST; length++) {
    for (int symbol = 0; symbol < 256; symbol++) {
      if (lengths[symbol] != length) continue;
      ordered[symbols++] = (u8)symbol;
      counts[length]++;
    }
  }
  for (int at = 0; at < bits;) {
    u32 code = 0, first = 0, before = 0;
    for (int length = 1; length <= LONGEST; length++) {
      code = code << 1 | (packed[at >> 3] >> (7 - (at & 7)) & 1);
      at++;
      if (code - first < counts[length]) {
        text[count++] = ordered[before + code - first];
        break;
      }
      before += counts[length];
      first = (first + counts[length]) << 1;
    }
  }
  return count;
}

int main(void) {
  static const char text[] =
    "A thread is a stack and a set of registers. A switch saves the registers of one thread on its stack, exchanges "
    "the stack pointers, and restores the registers of the other from there: nothing of it needs the kernel. What "
    "the kernel does, and a green thread does not, is to take the processor away from a thread that keeps it.";
  static u8 packed[sizeof text], unpacked[sizeof text];
  int count = sizeof text - 1;
  build((const u8 *)text, count);
  number_codes();
  int bits = pack((const u8 *)text, count, packed);
  int same = unpack(packed, bits, unpacked) == count && memcmp(text, unpacked, (u64)count) == 0;
  for (const char *symbol = " etksA:."; *symbol; symbol++) {
    int length = lengths[(u8)*symbol];
    put_char(*symbol);
    put_char(' ');
    for (int bit = length - 1; bit >= 0; bit--) put_char((char)('0' + (codes[(u8)*symbol] >> bit & 1)));
    end_line();
  }
  u32 sum = 0;
  for (int i = 0; i <= bits / 8; i++) sum = sum * 31 + packed[i];
  put_number(count * 8);
  put_text(" bits in ");
  put_number(bits);
  put_text(same ? ", the same again, " : ", NOT the same again, ");
  put_hex(sum, 8);
  end_line();
  return 0;
}
