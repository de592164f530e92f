/* A hash map with Robin Hood probing that grows: words counted by text, and erasures that shift the rest back. */

#include "corpus.h"

struct text { const char *letters; u32 length; };
struct entry { struct text key; u32 hash, count; };
struct map { struct entry *entries; u32 capacity, used, moved; };

static struct entry memory[8 + 16 + 32 + 64 + 128 + 256 + 512];
static u32 taken;

static void reserve(struct map *map, u32 capacity) {
  map->entries = memory + taken;
  map->capacity = capacity;
  map->used = 0;
  taken += capacity;
}

/* FNV-1a; 0 marks empty entries. */
static u32 hash_of(struct text text) {
  u32 hash = 2166136261;
  for (u32 i = 0; i < text.length; i++) hash = (hash ^ (u8)text.letters[i]) * 16777619;
  return hash ? hash : 1;
}

static u32 distance(const struct map *map, u32 hash, u32 at) {
  return (at - hash) & (map->capacity - 1);
}

/* Takes the place of entries that are nearer to where they belong, which move on. */
static void place(struct map *map, struct entry entry) {
  u32 mask = map->capacity - 1, at = entry.hash & mask;
  for (; map->entries[at].hash; at = (at + 1) & mask) {
    if (distance(map, map->entries[at].hash, at) >= distance(map, entry.hash, at)) continue;
    struct entry other = map->entries[at];
    map->entries[at] = entry;
    entry = other;
    map->moved++;
  }
  map->entries[at] = entry;
  map->used++;
}

static struct entry *find(const struct map *map, struct text key) {
  u32 hash = hash_of(key), mask = map->capacity - 1, at = hash & mask;
  for (u32 steps = 0;; steps++, at = (at + 1) & mask) {
    struct entry *entry = &map->entries[at];
    if (entry->hash == 0 || distance(map, entry->hash, at) < steps) return 0;
    if (entry->hash != hash || entry->key.length != key.length) continue;
    if (memcmp(entry->key.letters, key.letters, key.length) == 0) return entry;
  }
}

static struct entry *entry_of(struct map *map, struct text key) {
  struct entry *entry = find(map, key);
  if (entry) return entry;
  if (map->used * 8 >= map->capacity * 7) {
    struct entry *old = map->entries;
    u32 capacity = map->capacity;
    reserve(map, capacity * 2);
    for (u32 i = 0; i < capacity; i++)
      if (old[i].hash) place(map, old[i]);
  }
  place(map, (struct entry){key, hash_of(key), 0});
  return find(map, key);
}

static int erase(struct map *map, struct text key) {
  struct entry *entry = find(map, key);
  if (!entry) return 0;
  u32 mask = map->capacity - 1, at = (u32)(entry - map->entries), next = (at + 1) & mask;
  for (; map->entries[next].hash && distance(map, map->entries[next].hash, next); next = (next + 1) & mask) {
    map->entries[at] = map->entries[next];
    at = next;
  }
  map->entries[at] = (struct entry){0};
  map->used--;
  return 1;
}

static struct text next_word(const char **at) {
  while (**at == ' ' || **at == ',' || **at == '.') ++*at;
  struct text word = {*at, 0};
  while (**at && **at != ' ' && **at != ',' && **at != '.') ++*at, word.length++;
  return word;
}

static const char sentence[] =
    "a thread is a stack and a place in a program, and a switch from a thread to a thread is a switch of the stack and "
    "of the place. the stack is the thread, the place is on the stack, the rest is in registers that a function saves.";

int main(void) {
  struct map map = {0};
  reserve(&map, 8);
  const char *at = sentence;
  for (struct text word; (word = next_word(&at)).length;) entry_of(&map, word)->count++;
  for (u32 most = 10; most >= 4; most--)
    for (u32 i = 0; i < map.capacity; i++) {
      if (map.entries[i].hash == 0 || map.entries[i].count != most) continue;
      for (u32 k = 0; k < map.entries[i].key.length; k++) put_char(map.entries[i].key.letters[k]);
      put_char(' '), put_unsigned(most), put_char(' ');
    }
  put_unsigned(map.used), put_char('/'), put_unsigned(map.capacity), end_line();

  static char names[400][4];
  for (u32 i = 0; i < 400; i++) {
    for (u32 k = 0, rest = i * 7919 % 4001; k < 4; k++, rest /= 9) names[i][k] = (char)('a' + rest % 9);
    entry_of(&map, (struct text){names[i], 4})->count += i;
  }
  u32 erased = 0, found = 0, farthest = 0;
  for (u32 i = 0; i < 400; i += 3) erased += (u32)erase(&map, (struct text){names[i], 4});
  for (u32 i = 0; i < 400; i++) {
    struct entry *entry = find(&map, (struct text){names[i], 4 - i % 5 / 4});
    found = found * 3 + (entry ? entry->count : 0);
  }
  u64 sum = 0;
  for (u32 i = 0; i < map.capacity; i++) {
    if (map.entries[i].hash == 0) continue;
    u32 away = distance(&map, map.entries[i].hash, i);
    if (away > farthest) farthest = away;
    sum = sum * 31 + map.entries[i].hash + map.entries[i].count;
  }
  put_unsigned(erased), put_char(' '), put_hex(found, 8), put_char(' '), put_unsigned(map.used), put_char('/');
  put_unsigned(map.capacity), put_char(' '), put_unsigned(map.moved), put_char(' '), put_unsigned(farthest);
  put_char(' '), put_hex(sum, 16), end_line();
  return 0;
}
