/* Jump tables, strings that merge, tables of pointers, labels as values. */

int dense(int x) {
  switch (x) {
    case 0: return 5;
    case 1: return 17;
    case 2: return 3;
    case 3: return -9;
    case 4: return 44;
    case 5: return 91;
    case 9: return 77;
    default: return 0;
  }
}

void one(void);
void two(void);
void three(int x);

void calls(int x) {
  switch (x) {
    case 10: one(); break;
    case 11: two(); break;
    case 12: three(x);
    case 13: one(); break;
    case 14: three(3); break;
    case 17: one(); two(); break;
  }
}

const char *greeting = "hello, world";
const char *escaped = "\303\251t\351 \"quoted\" \\ \n\t\001";
static const char *const names[] = {"one", "two", "three", "world", 0};

const char *name(int i) { return names[i]; }

unsigned hash(const char *text) {
  unsigned value = 5381;
  while (*text) value = value * 33 ^ (unsigned char)*text++;
  return value;
}

typedef int (*operation)(int, int);

static int add(int a, int b) { return a + b; }
static int subtract(int a, int b) { return a - b; }
int multiply(int a, int b);

operation operations[] = {add, subtract, multiply};
static const operation constant[] = {subtract, add};

int apply(int i, int a, int b) { return operations[i](a, b) + constant[i & 1](b, a); }
int tail(operation f, int a) { return f(a, a); }

int interpret(const unsigned char *code) {
  static void *const steps[] = {&&halt, &&increment, &&decrement, &&twice};
  int a = 0;
  goto *steps[*code++];
increment:
  a++;
  goto *steps[*code++];
decrement:
  a--;
  goto *steps[*code++];
twice:
  a *= 2;
  goto *steps[*code++];
halt:
  return a;
}
