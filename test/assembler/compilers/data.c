/* Data of every kind: initialised, zero, static, common, constant, aligned, and what structs are passed as. */

#include <stdarg.h>

static int table[10] = {1, 2, 3};
unsigned zeros[100];
static long quads[5];
extern int outside[];
int number;
static short small;
char letter = 'x';
const int constants[4] = {4, 3, 2, 1};
static const unsigned char bytes[] = {1, 2, 3, 255};
__attribute__((aligned(64))) char aligned[128];
long *inside = &quads[3];

int total(int n) {
  int sum = 0;
  for (int i = 0; i < n; i++) sum += table[i] + zeros[i] + outside[i] + constants[i & 3] + bytes[i & 3];
  return sum + number + small + letter;
}

void set(int i, int value) {
  table[i] = value;
  zeros[i] = value;
  quads[i] = value;
  small = value;
  letter = value;
  number++;
}

struct pair { int x, y; };
struct large { long a[5]; char c; };
struct bits { unsigned a : 3, b : 7, c : 22; int d : 5; };

struct large global = {{1, 2, 3, 4, 5}, 'z'};

struct pair make(int x, int y) { return (struct pair){x, y}; }

struct large changed(struct large value) {
  value.a[1]++;
  value.c = 'q';
  return value;
}

int fields(struct bits *value) {
  value->b = value->a + 3;
  value->d--;
  return value->c;
}

int sum(int n, ...) {
  va_list list;
  int result = 0;
  va_start(list, n);
  while (n--) result += va_arg(list, int);
  va_end(list);
  return result;
}

int use(int *values, int n) {
  int copy[n];
  for (int i = 0; i < n; i++) copy[i] = values[i] * i;
  return sum(3, copy[0], copy[n - 1], (int)sizeof copy);
}
