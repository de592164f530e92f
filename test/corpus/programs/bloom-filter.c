/* Bloom filters: yes may be wrong, as often as theory says, no never is; one with counters, which can forget. */

#include "corpus.h"

#define BITS 4096
#define WORDS (BITS / 64)

struct filter { u64 words[WORDS]; };

/* Four bits for each place, sixteen places a word; a counter that is full stays so. */
struct counters { u64 words[BITS / 16]; };

/* Two hashes from one: places are all of the form first + i * second. */
struct hash { u32 first, second; };

static struct hash hash_of(u32 key) {
  u64 mixed = key + 0x9e3779b97f4a7c15;
  mixed = (mixed ^ mixed >> 30) * 0xbf58476d1ce4e5b9;
  mixed = (mixed ^ mixed >> 27) * 0x94d049bb133111eb;
  mixed ^= mixed >> 31;
  return (struct hash){(u32)mixed, (u32)(mixed >> 32) | 1};
}

static u32 place(struct hash hash, u32 i) {
  return (hash.first + i * hash.second) % BITS;
}

static void add(struct filter *filter, u32 key, u32 hashes) {
  struct hash hash = hash_of(key);
  for (u32 i = 0; i < hashes; i++) filter->words[place(hash, i) / 64] |= 1UL << place(hash, i) % 64;
}

static int may_have(const struct filter *filter, u32 key, u32 hashes) {
  struct hash hash = hash_of(key);
  for (u32 i = 0; i < hashes; i++)
    if (!(filter->words[place(hash, i) / 64] >> place(hash, i) % 64 & 1)) return 0;
  return 1;
}

static u32 ones(const struct filter *filter) {
  u32 count = 0;
  for (u32 i = 0; i < WORDS; i++)
    for (u64 word = filter->words[i]; word; word &= word - 1) count++;
  return count;
}

static void count_key(struct counters *counters, u32 key, u32 hashes, int by) {
  struct hash hash = hash_of(key);
  for (u32 i = 0; i < hashes; i++) {
    u64 *word = &counters->words[place(hash, i) / 16], shift = place(hash, i) % 16 * 4;
    if ((*word >> shift & 15) != 15) *word += (u64)(i64)by << shift;
  }
}

/* The filter that the counters above zero make. */
static struct filter filter_of(const struct counters *counters) {
  struct filter filter = {0};
  for (u32 i = 0; i < BITS; i++)
    if (counters->words[i / 16] >> i % 16 * 4 & 15) filter.words[i / 64] |= 1UL << i % 64;
  return filter;
}

static double power(double base, u32 exponent) {
  double result = 1;
  for (; exponent; exponent /= 2, base *= base)
    if (exponent % 2) result *= base;
  return result;
}

/* Of a number in (0, 2), by the series of the area hyperbolic tangent. */
static double logarithm(double value) {
  double ratio = (value - 1) / (value + 1), term = ratio, sum = 0;
  for (int i = 1; i < 200; i += 2, term *= ratio * ratio) sum += term / i;
  return 2 * sum;
}

/* How many keys were added, as the share of bits that are set tells. */
static double estimate(const struct filter *filter, u32 hashes) {
  return -(double)BITS / hashes * logarithm(1 - (double)ones(filter) / BITS);
}

/* Keys of different sets never meet: an odd factor permutes the numbers below 2^32. */
static u32 key_of(u32 set, u32 i) {
  return (set << 20 | i) * 2654435761u;
}

int main(void) {
  static const u32 sizes[] = {200, 500}, tries[] = {1, 3, 6};
  for (u32 size = 0; size < 2; size++)
    for (u32 hashes = 0; hashes < 3; hashes++) {
      struct filter filter = {0};
      u32 lost = 0, wrong = 0;
      for (u32 i = 0; i < sizes[size]; i++) add(&filter, key_of(1, i), tries[hashes]);
      for (u32 i = 0; i < sizes[size]; i++) lost += !may_have(&filter, key_of(1, i), tries[hashes]);
      for (u32 i = 0; i < 1000; i++) wrong += (u32)may_have(&filter, key_of(2, i), tries[hashes]);
      double expected = power(1 - power(1 - 1.0 / BITS, tries[hashes] * sizes[size]), tries[hashes]) * 1000;
      put_unsigned(sizes[size]), put_char(' '), put_unsigned(tries[hashes]), put_text(": ");
      put_unsigned(ones(&filter)), put_text(" bits, lost "), put_unsigned(lost), put_text(", wrong ");
      put_unsigned(wrong), put_text(", expected "), put_real(expected, 3), put_text(", estimate ");
      put_real(estimate(&filter, tries[hashes]), 3), end_line();
    }

  struct filter left = {0}, right = {0}, both, either;
  for (u32 i = 0; i < 300; i++) add(&left, key_of(3, i), 4), add(&right, key_of(3, i + 200), 4);
  for (u32 i = 0; i < WORDS; i++) {
    both.words[i] = left.words[i] & right.words[i];
    either.words[i] = left.words[i] | right.words[i];
  }
  u32 shared = 0, united = 0;
  for (u32 i = 0; i < 600; i++) {
    shared += (u32)may_have(&both, key_of(3, i), 4);
    united += (u32)may_have(&either, key_of(3, i), 4);
  }
  put_text("both "), put_unsigned(shared), put_text(" either "), put_unsigned(united), put_text(" estimate ");
  put_real(estimate(&left, 4) + estimate(&right, 4) - estimate(&either, 4), 3), end_line();

  struct counters counters = {0};
  for (u32 i = 0; i < 400; i++) count_key(&counters, key_of(4, i), 4, 1);
  for (u32 i = 0; i < 400; i++)
    if (i % 4) count_key(&counters, key_of(4, i), 4, -1);
  struct filter rest = filter_of(&counters), fresh = {0};
  u32 kept = 0, forgotten = 0;
  for (u32 i = 0; i < 400; i += 4) add(&fresh, key_of(4, i), 4);
  for (u32 i = 0; i < 400; i++) {
    int has = may_have(&rest, key_of(4, i), 4);
    if (i % 4) forgotten += (u32)!has;
    else kept += (u32)has;
  }
  put_text("kept "), put_unsigned(kept), put_text(" forgotten "), put_unsigned(forgotten);
  put_text(memcmp(&rest, &fresh, sizeof rest) ? " with traces" : " without a trace"), end_line();
  return 0;
}
