/* A cache that forgets what was used longest ago, before a slow function; hits as stack distances say. */

#include "corpus.h"

#define MOST 40
#define BUCKETS 64

/* In a bucket's chain of equal hashes, and in a ring from the newest to the oldest. */
struct entry {
  struct entry *chained, *newer, *older;
  u32 key, value;
};

/* The ring begins and ends at its head, which is no entry. */
struct cache {
  struct entry entries[MOST], *buckets[BUCKETS], head;
  u32 capacity, used, hits, misses, evictions;
};

static void reset(struct cache *cache, u32 capacity) {
  memset(cache, 0, sizeof *cache);
  cache->capacity = capacity;
  cache->head.newer = cache->head.older = &cache->head;
}

static struct entry **bucket_of(struct cache *cache, u32 key) {
  return &cache->buckets[key * 2654435769u >> 26];
}

static void unlink(struct entry *entry) {
  entry->newer->older = entry->older;
  entry->older->newer = entry->newer;
}

static void make_newest(struct cache *cache, struct entry *entry) {
  entry->newer = &cache->head;
  entry->older = cache->head.older;
  entry->older->newer = cache->head.older = entry;
}

static struct entry *find(struct cache *cache, u32 key) {
  struct entry *entry = *bucket_of(cache, key);
  while (entry && entry->key != key) entry = entry->chained;
  return entry;
}

/* An entry that was never used, or the oldest, taken out of its chain. */
static struct entry *claim(struct cache *cache) {
  if (cache->used < cache->capacity) return &cache->entries[cache->used++];
  struct entry *oldest = cache->head.newer, **link = bucket_of(cache, oldest->key);
  while (*link != oldest) link = &(*link)->chained;
  *link = oldest->chained;
  unlink(oldest);
  cache->evictions++;
  return oldest;
}

/* How many steps of Collatz lead from a number to 1. */
static u32 collatz(u32 key) {
  u32 steps = 0;
  for (u64 number = key; number != 1; steps++) number = number % 2 ? number * 3 + 1 : number / 2;
  return steps;
}

static u32 ask(struct cache *cache, u32 key) {
  struct entry *entry = find(cache, key);
  if (entry) {
    cache->hits++;
    unlink(entry);
  } else {
    cache->misses++;
    entry = claim(cache);
    struct entry **bucket = bucket_of(cache, key);
    *entry = (struct entry){.chained = *bucket, .key = key, .value = collatz(key)};
    *bucket = entry;
  }
  make_newest(cache, entry);
  return entry->value;
}

#define KEYS 128

static u32 stack[KEYS], depth, distances[KEYS + 1];

/* Mattson: a key lies in the stack as deep as the cache must be large to still have it. */
static void note(u32 key) {
  u32 at = 0;
  while (at < depth && stack[at] != key) at++;
  distances[at < depth ? at : KEYS]++;
  if (at == depth) depth++;
  memmove(stack + 1, stack, at * sizeof *stack);
  stack[0] = key;
}

static u32 state;

static u32 random_below(u32 bound) {
  state = state * 1664525 + 1013904223;
  return (u32)((u64)state * bound >> 32);
}

/* Which keys come: all in turn, small ones more often, or from a window that wanders. */
static u32 in_turn(u32 i) { return i % 40; }
static u32 skewed(UNUSED u32 i) { return random_below(random_below(KEYS) + 1); }
static u32 wandering(u32 i) { return (i / 16 + random_below(20)) % KEYS; }

int main(void) {
  static const struct { const char *name; u32 (*key)(u32); } patterns[] = {
    {"in turn", in_turn}, {"skewed", skewed}, {"wandering", wandering},
  };
  static const u32 capacities[] = {1, 8, 39, 40};
  static struct cache cache;
  for (u32 pattern = 0; pattern < 3; pattern++)
    for (u32 i = 0; i < 4; i++) {
      u32 expected = 0, sum = 0, order = 0;
      reset(&cache, capacities[i]);
      memset(distances, 0, sizeof distances);
      depth = 0, state = pattern + 1;
      for (u32 round = 0; round < 200; round++) {
        u32 key = patterns[pattern].key(round);
        note(key);
        sum = sum * 31 + ask(&cache, key + 1);
      }
      for (u32 distance = 0; distance < capacities[i]; distance++) expected += distances[distance];
      for (struct entry *at = cache.head.older; at != &cache.head; at = at->older) order = order * 37 + at->key;
      put_text(patterns[pattern].name), put_char(' '), put_unsigned(capacities[i]), put_text(": ");
      put_unsigned(cache.hits), put_text(cache.hits == expected ? " hits " : " hits, NOT as expected ");
      put_unsigned(cache.misses), put_text(" misses "), put_unsigned(cache.evictions), put_text(" evictions ");
      put_hex(order, 8), put_char(' '), put_hex(sum, 8), end_line();
    }
  return 0;
}
