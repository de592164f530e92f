/* Recursion: Ackermann's function, the towers of Hanoi played and checked, mutual recursion, permutations, partitions. */

#include "corpus.h"

static u32 calls, deepest;

static u32 ackermann(u32 m, u32 n, u32 depth) {
  calls++;
  if (depth > deepest) deepest = depth;
  if (m == 0) return n + 1;
  if (n == 0) return ackermann(m - 1, 1, depth + 1);
  return ackermann(m - 1, ackermann(m, n - 1, depth + 1), depth + 1);
}

struct peg { u8 disks[12]; int count; };

static struct peg pegs[3];
static u32 moves, faults, trail;

static void move(int from, int to) {
  u8 disk = pegs[from].disks[--pegs[from].count];
  struct peg *peg = &pegs[to];
  if (peg->count && peg->disks[peg->count - 1] < disk) faults++;
  peg->disks[peg->count++] = disk;
  moves++;
  trail = trail * 33 + (u32)(from * 3 + to) * disk;
}

static void hanoi(int count, int from, int to, int over) {
  if (count == 0) return;
  hanoi(count - 1, from, over, to);
  move(from, to);
  hanoi(count - 1, over, to, from);
}

static int male(int n);

static int female(int n) {
  return n == 0 ? 1 : n - male(female(n - 1));
}

static int male(int n) {
  return n == 0 ? 0 : n - female(male(n - 1));
}

static int mccarthy(int n) {
  return n > 100 ? n - 10 : mccarthy(mccarthy(n + 11));
}

static u64 permuted;

/* Heap's algorithm. */
static void permute(u8 *letters, int count) {
  if (count == 1) {
    u64 number = 0;
    for (int i = 0; i < 6; i++) number = number * 6 + letters[i];
    permuted = permuted * 7 + number;
    return;
  }
  for (int i = 0; i < count; i++) {
    permute(letters, count - 1);
    int other = count % 2 ? 0 : i;
    u8 kept = letters[other];
    letters[other] = letters[count - 1];
    letters[count - 1] = kept;
  }
}

static u32 partitions(int number, int largest) {
  if (number == 0) return 1;
  u32 sum = 0;
  for (int part = number < largest ? number : largest; part > 0; part--) sum += partitions(number - part, part);
  return sum;
}

static u64 binomial(u64 n, u64 k) {
  return k == 0 ? 1 : binomial(n - 1, k - 1) * n / k;
}

/* Turns into a loop where the compiler removes calls in tail position. */
static u64 power(u64 base, u64 exponent, u64 modulus, u64 result) {
  if (exponent == 0) return result;
  return power(base * base % modulus, exponent / 2, modulus, exponent % 2 ? result * base % modulus : result);
}

int main(void) {
  for (u32 m = 0; m < 4; m++) {
    calls = deepest = 0;
    put_unsigned(ackermann(m, 4, 1));
    put_text(" by "), put_unsigned(calls), put_text(" calls, depth "), put_unsigned(deepest), end_line();
  }
  for (int i = 11; i > 0; i--) pegs[0].disks[pegs[0].count++] = (u8)i;
  hanoi(11, 0, 2, 1);
  put_unsigned(moves), put_char(' '), put_unsigned(faults), put_char(' '), put_hex(trail, 8), put_char(' ');
  put_number(pegs[2].count), end_line();
  for (int i = 0; i < 16; i++) put_number(female(i)), put_char('/'), put_number(male(i)), put_char(i < 15 ? ' ' : '\n');
  i64 sum = 0;
  for (int i = -20; i <= 110; i += 10) sum = sum * 2 + mccarthy(i);
  put_number(sum), end_line();
  u8 letters[6] = {0, 1, 2, 3, 4, 5};
  permute(letters, 6);
  put_hex(permuted, 16), end_line();
  put_unsigned(partitions(24, 24)), put_char(' '), put_unsigned(binomial(52, 12)), put_char(' ');
  put_unsigned(power(3, 1000000006, 1000000007, 1)), put_char(' '), put_unsigned(power(2, 77777, 998244353, 1));
  end_line();
  return 0;
}
