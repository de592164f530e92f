/* Arithmetic in every width, comparisons, shifts, floating point, loops that become vector code. */

typedef unsigned long word;

word high(word a, word b) { return (unsigned __int128)a * b >> 64; }
__int128 wide(__int128 a, __int128 b) { return a + b; }
int quotient(int a, int b) { return a / b + a % b; }
unsigned tenth(unsigned a) { return a / 10; }
long shifted(long a, int n) { return (a << n) | (a >> (64 - n)); }
word rotated(word a) { return a << 13 | a >> 51; }
int compared(int a, int b) { return (a < b) - (a > b); }
int magnitude(int a) { return a < 0 ? -a : a; }
long larger(long a, long b) { return a > b ? a : b; }
unsigned char narrow(unsigned char a) { return a * 3 + 1; }
short mixed(signed char a, short b) { return a * b; }
word constant(void) { return 0x123456789abcdef0; }

double scaled(double a, double b) { return a + b * 1.5; }
float shrunk(float a) { return a * 3.25f - 1e-3f; }
int truncated(double a) { return a; }
double widened(long a) { return a; }
float converted(double a) { return a; }
int less(double a, double b) { return a < b; }
double root(double a) { return __builtin_sqrt(a); }

double polynomial(double x) {
  static const double factors[] = {1.0, 2.5, -3e100};
  double result = 0;
  for (int i = 0; i < 3; i++) result = result * x + factors[i];
  return result;
}

void add(int *a, const int *b, int n) {
  for (int i = 0; i < n; i++) a[i] += b[i];
}

void multiply(float *a, const float *b, int n) {
  for (int i = 0; i < n; i++) a[i] = a[i] * b[i] + 1;
}

int sum(const unsigned char *bytes, int n) {
  int result = 0;
  for (int i = 0; i < n; i++) result += bytes[i];
  return result;
}

static void swap(int *a, int *b) {
  int value = *a;
  *a = *b;
  *b = value;
}

void sort(int *values, int left, int right) {
  if (left >= right) return;
  int pivot = values[(left + right) / 2], i = left, j = right;
  while (i <= j) {
    while (values[i] < pivot) i++;
    while (values[j] > pivot) j--;
    if (i <= j) swap(&values[i++], &values[j--]);
  }
  sort(values, left, j);
  sort(values, i, right);
}
