// SPDX-License-Identifier: Apache-2.0
#include "runtime/state/memory_store.h"

#include "runtime/format/set_hash.h"

#include <stdlib.h>

namespace onus::rt {

/// A key and its value; the bytes of both follow.
struct MemoryStore::Entry {
  Entry *next, *previous; ///< in the order in which they were added; of a free one, the next free one
  uint64_t hash;
  int64_t expires;
  uint32_t keySize, valueSize;
  uint32_t valueRoom;
  uint32_t sizeClass;

  char *bytes() { return reinterpret_cast<char *>(this + 1); }
  Text key() { return {bytes(), keySize}; }
  Text value() { return {bytes() + keySize, valueSize}; }
};

struct MemoryStore::Group {
  Group *next;
  uint32_t table, group;
  Place *places; ///< a power of two of them, at most three quarters taken; probed one after the other
  size_t size;
  size_t count;
  Entry *first, *last;
  int64_t earliest; ///< no entry expires before
};

struct MemoryStore::Block {
  Block *next;
};

namespace {
constexpr size_t blockBytes = size_t{64} << 10;
// Sizes of entries: up to 1 KiB in steps of 64 bytes; beyond, four to each doubling.
constexpr size_t smallSteps = 16, stepBytes = 64;
} // namespace

/// The seed is an address, which whoever sends events does not know: keys cannot be chosen to fall together.
MemoryStore::MemoryStore() {
  held_.seed = mixHash(reinterpret_cast<uintptr_t>(this));
#if !defined(__wasm__)
  pthread_mutex_init(&mutex_, nullptr);
#endif
}

MemoryStore::~MemoryStore() {
  for (Group *group : held_.groups)
    while (group) {
      Group *next = group->next;
      free(group->places);
      free(group);
      group = next;
    }
  while (held_.blocks) {
    Block *next = held_.blocks->next;
    free(held_.blocks);
    held_.blocks = next;
  }
#if !defined(__wasm__)
  pthread_mutex_destroy(&mutex_);
#endif
}

onus_store MemoryStore::interface() { return {this, lock, unlock, get, put, remove, count, sweep, dropOldest, each}; }

void MemoryStore::swap(MemoryStore &other) {
  Contents held = held_;
  held_ = other.held_;
  other.held_ = held;
}

int MemoryStore::lock([[maybe_unused]] void *self) {
#if defined(__wasm__)
  return 0;
#else
  return pthread_mutex_lock(&of(self).mutex_);
#endif
}

void MemoryStore::unlock([[maybe_unused]] void *self) {
#if !defined(__wasm__)
  pthread_mutex_unlock(&of(self).mutex_);
#endif
}

// ---- Memory of entries

size_t MemoryStore::classOf(size_t bytes) {
  if (bytes <= smallSteps * stepBytes)
    return bytes == 0 ? 0 : (bytes - 1) / stepBytes;
  size_t power = 63 - static_cast<size_t>(__builtin_clzll(bytes - 1));
  size_t quarter = (bytes - 1 - (size_t{1} << power)) >> (power - 2);
  return smallSteps + (power - 10) * 4 + quarter;
}

size_t MemoryStore::sizeOf(size_t sizeClass) {
  if (sizeClass < smallSteps)
    return (sizeClass + 1) * stepBytes;
  size_t power = 10 + (sizeClass - smallSteps) / 4;
  return (size_t{1} << power) + (((sizeClass - smallSteps) % 4 + 1) << (power - 2));
}

MemoryStore::Entry *MemoryStore::allocate(size_t bytes) {
  size_t sizeClass = bytes > UINT32_MAX / 2 ? sizeClasses : classOf(bytes);
  if (sizeClass >= sizeClasses)
    return nullptr;
  if (Entry *entry = held_.freeEntries[sizeClass]) {
    held_.freeEntries[sizeClass] = entry->next;
    return entry;
  }
  size_t size = sizeOf(sizeClass);
  if (held_.left < size) {
    // A large entry has a block of its own, so that little of the current one is given up.
    bool isLarge = size > blockBytes / 8;
    size_t taken = isLarge ? size : blockBytes;
    Block *block = static_cast<Block *>(malloc(sizeof(Block) + taken));
    if (!block)
      return nullptr;
    *block = {held_.blocks};
    held_.blocks = block;
    Entry *whole = reinterpret_cast<Entry *>(block + 1);
    if (isLarge) {
      whole->sizeClass = static_cast<uint32_t>(sizeClass);
      return whole;
    }
    held_.room = reinterpret_cast<char *>(whole);
    held_.left = taken;
  }
  Entry *entry = reinterpret_cast<Entry *>(held_.room);
  held_.room += size;
  held_.left -= size;
  entry->sizeClass = static_cast<uint32_t>(sizeClass);
  return entry;
}

void MemoryStore::release(Entry *entry) {
  entry->next = held_.freeEntries[entry->sizeClass];
  held_.freeEntries[entry->sizeClass] = entry;
}

// ---- Look-ups

uint64_t MemoryStore::hash(Text key) const { return hashText(held_.seed, key); }

MemoryStore::Group *MemoryStore::find(uint32_t table, uint32_t group) {
  for (Group *each = held_.groups[(group + table * 37) % groupLists]; each; each = each->next)
    if (each->table == table && each->group == group)
      return each;
  return nullptr;
}

MemoryStore::Group *MemoryStore::make(uint32_t table, uint32_t group) {
  if (Group *found = find(table, group))
    return found;
  Group *made = static_cast<Group *>(malloc(sizeof(Group)));
  if (!made)
    return nullptr;
  Group *&list = held_.groups[(group + table * 37) % groupLists];
  *made = {list, table, group, nullptr, 0, 0, nullptr, nullptr, INT64_MAX};
  list = made;
  return made;
}

/// Where the key is, or the free place where it would be; null where the group has no places yet.
MemoryStore::Place *MemoryStore::look(Group &group, uint64_t hash, Text key) {
  if (group.size == 0)
    return nullptr;
  size_t at = hash & (group.size - 1);
  while (Entry *entry = group.places[at].entry) {
    if (group.places[at].hash == hash && entry->key() == key)
      break;
    at = (at + 1) & (group.size - 1);
  }
  return &group.places[at];
}

/// Room for one more.
bool MemoryStore::reserve(Group &group) {
  if ((group.count + 1) * 4 <= group.size * 3)
    return true;
  size_t size = group.size ? group.size * 2 : 16;
  Place *places = size <= SIZE_MAX / sizeof(Place) ? static_cast<Place *>(calloc(size, sizeof(Place))) : nullptr;
  if (!places)
    return false;
  for (size_t from = 0; from < group.size; ++from) {
    if (!group.places[from].entry)
      continue;
    size_t at = group.places[from].hash & (size - 1);
    while (places[at].entry)
      at = (at + 1) & (size - 1);
    places[at] = group.places[from];
  }
  free(group.places);
  group.places = places;
  group.size = size;
  return true;
}

/// Frees a place and moves up those behind it that could stand nearer to where they belong.
void MemoryStore::vacate(Group &group, Place *place) {
  size_t mask = group.size - 1;
  size_t hole = static_cast<size_t>(place - group.places);
  for (size_t at = (hole + 1) & mask; group.places[at].entry; at = (at + 1) & mask) {
    size_t home = group.places[at].hash & mask;
    if (((at - home) & mask) < ((at - hole) & mask))
      continue;
    group.places[hole] = group.places[at];
    hole = at;
  }
  group.places[hole] = {0, nullptr};
}

void MemoryStore::append(Group &group, Entry *entry) {
  entry->next = nullptr;
  entry->previous = group.last;
  (group.last ? group.last->next : group.first) = entry;
  group.last = entry;
}

void MemoryStore::drop(Group &group, Entry *entry) {
  vacate(group, look(group, entry->hash, entry->key()));
  (entry->previous ? entry->previous->next : group.first) = entry->next;
  (entry->next ? entry->next->previous : group.last) = entry->previous;
  --group.count;
  release(entry);
}

// ---- What engines call

int MemoryStore::get(void *self, uint32_t table, uint32_t group, onus_text key, onus_text *value) {
  MemoryStore &store = of(self);
  *value = {nullptr, 0};
  Group *found = store.find(table, group);
  Place *place = found ? look(*found, store.hash(fromC(key)), fromC(key)) : nullptr;
  if (place && place->entry)
    *value = toC(place->entry->value());
  return 0;
}

bool MemoryStore::add(Group &group, uint64_t hash, Text key, Text value, int64_t expires) {
  if (key.size > UINT32_MAX - sizeof(Entry) || value.size > UINT32_MAX - sizeof(Entry) - key.size || !reserve(group))
    return false;
  Entry *entry = allocate(sizeof(Entry) + key.size + value.size);
  if (!entry)
    return false;
  entry->hash = hash;
  entry->expires = expires;
  entry->keySize = static_cast<uint32_t>(key.size);
  entry->valueSize = static_cast<uint32_t>(value.size);
  entry->valueRoom = static_cast<uint32_t>(sizeOf(entry->sizeClass) - sizeof(Entry) - key.size);
  if (key.size)
    memcpy(entry->bytes(), key.data, key.size);
  if (value.size)
    memcpy(entry->bytes() + key.size, value.data, value.size);
  append(group, entry);
  *look(group, hash, key) = {hash, entry};
  ++group.count;
  return true;
}

/// Another entry in the place of one whose value became too large for it.
bool MemoryStore::grow(Group &group, Place *place, Text value) {
  Entry *old = place->entry;
  if (value.size > UINT32_MAX - sizeof(Entry) - old->keySize)
    return false;
  Entry *entry = allocate(sizeof(Entry) + old->keySize + value.size);
  if (!entry)
    return false;
  uint32_t sizeClass = entry->sizeClass;
  *entry = *old;
  entry->sizeClass = sizeClass;
  entry->valueRoom = static_cast<uint32_t>(sizeOf(sizeClass) - sizeof(Entry) - old->keySize);
  memcpy(entry->bytes(), old->bytes(), old->keySize);
  (entry->previous ? entry->previous->next : group.first) = entry;
  (entry->next ? entry->next->previous : group.last) = entry;
  place->entry = entry;
  release(old);
  return true;
}

int MemoryStore::put(void *self, uint32_t table, uint32_t group, onus_text key, onus_text value, int64_t expires) {
  MemoryStore &store = of(self);
  Group *into = store.make(table, group);
  if (!into)
    return 1;
  into->earliest = expires < into->earliest ? expires : into->earliest;
  uint64_t hash = store.hash(fromC(key));
  Place *place = look(*into, hash, fromC(key));
  if (!place || !place->entry)
    return store.add(*into, hash, fromC(key), fromC(value), expires) ? 0 : 1;
  if (value.size > place->entry->valueRoom && !store.grow(*into, place, fromC(value)))
    return 1;
  Entry *entry = place->entry;
  entry->expires = expires;
  entry->valueSize = static_cast<uint32_t>(value.size);
  if (value.size)
    memcpy(entry->bytes() + entry->keySize, value.data, value.size);
  return 0;
}

int MemoryStore::remove(void *self, uint32_t table, uint32_t group, onus_text key) {
  MemoryStore &store = of(self);
  Group *found = store.find(table, group);
  Place *place = found ? look(*found, store.hash(fromC(key)), fromC(key)) : nullptr;
  if (place && place->entry)
    store.drop(*found, place->entry);
  return 0;
}

int MemoryStore::count(void *self, uint32_t table, uint32_t group, uint64_t *count) {
  Group *found = of(self).find(table, group);
  *count = found ? found->count : 0;
  return 0;
}

int MemoryStore::sweep(void *self, uint32_t table, uint32_t group, int64_t now) {
  MemoryStore &store = of(self);
  Group *found = store.find(table, group);
  if (!found || found->earliest >= now)
    return 0;
  found->earliest = INT64_MAX;
  for (Entry *entry = found->first; entry;) {
    Entry *next = entry->next;
    if (entry->expires < now)
      store.drop(*found, entry);
    else if (entry->expires < found->earliest)
      found->earliest = entry->expires;
    entry = next;
  }
  return 0;
}

int MemoryStore::dropOldest(void *self, uint32_t table, uint32_t group) {
  MemoryStore &store = of(self);
  Group *found = store.find(table, group);
  if (!found || !found->first)
    return 0;
  store.drop(*found, found->first);
  // Whoever drops one drops the next one soon, which was last touched long ago: it is fetched in the meantime.
  if (Entry *next = found->first) {
    __builtin_prefetch(next->next);
    __builtin_prefetch(&found->places[next->hash & (found->size - 1)]);
  }
  return 0;
}

int MemoryStore::each(void *self, uint32_t table, uint32_t group,
                      int (*visit)(void *context, onus_text key, onus_text value, int64_t expires), void *context) {
  Group *found = of(self).find(table, group);
  for (Entry *entry = found ? found->first : nullptr; entry; entry = entry->next)
    if (visit(context, toC(entry->key()), toC(entry->value()), entry->expires))
      break;
  return 0;
}

} // namespace onus::rt
