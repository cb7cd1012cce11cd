// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "runtime/state/table.h"

#if !defined(__wasm__)
#include <pthread.h>
#endif

/// The store that an engine has where its host brings none: hash tables in memory. Entries keep the order in which they
/// were added; their memory comes in blocks and is used again by size, so that for a steady set of keys, and for tables
/// that drop their oldest entry for each new one, nothing is asked of the system.
namespace onus::rt {

class MemoryStore {
public:
  MemoryStore();
  ~MemoryStore();
  MemoryStore(const MemoryStore &) = delete;
  MemoryStore &operator=(const MemoryStore &) = delete;

  /// Its functions; they borrow the store.
  onus_store interface();
  /// Takes over everything that the other one holds, which gets what this one held. Nobody else may use either.
  void swap(MemoryStore &other);

private:
  struct Entry;
  struct Place {
    uint64_t hash;
    Entry *entry; ///< null where the place is free
  };
  struct Group;
  struct Block;
  static constexpr size_t sizeClasses = 104;
  static constexpr size_t groupLists = 256;

  static MemoryStore &of(void *self) { return *static_cast<MemoryStore *>(self); }
  static int lock(void *self);
  static void unlock(void *self);
  static int get(void *self, uint32_t table, uint32_t group, onus_text key, onus_text *value);
  static int put(void *self, uint32_t table, uint32_t group, onus_text key, onus_text value, int64_t expires);
  static int remove(void *self, uint32_t table, uint32_t group, onus_text key);
  static int count(void *self, uint32_t table, uint32_t group, uint64_t *count);
  static int sweep(void *self, uint32_t table, uint32_t group, int64_t now);
  static int dropOldest(void *self, uint32_t table, uint32_t group);
  static int each(void *self, uint32_t table, uint32_t group,
                  int (*visit)(void *context, onus_text key, onus_text value, int64_t expires), void *context);

  static size_t classOf(size_t bytes);
  static size_t sizeOf(size_t sizeClass);
  Group *find(uint32_t table, uint32_t group);
  Group *make(uint32_t table, uint32_t group);
  uint64_t hash(Text key) const;
  static Place *look(Group &group, uint64_t hash, Text key);
  static bool reserve(Group &group);
  bool add(Group &group, uint64_t hash, Text key, Text value, int64_t expires);
  bool grow(Group &group, Place *place, Text value);
  void drop(Group &group, Entry *entry);
  static void vacate(Group &group, Place *place);
  static void append(Group &group, Entry *entry);
  Entry *allocate(size_t bytes);
  void release(Entry *entry);

  struct Contents {
    Group *groups[groupLists] = {}; ///< lists: one item for each (table, group) that was ever written
    Entry *freeEntries[sizeClasses] = {};
    Block *blocks = nullptr;
    char *room = nullptr; ///< what is left of the newest block
    size_t left = 0;
    uint64_t seed = 0; ///< of hashes
  };
  Contents held_;
#if !defined(__wasm__)
  pthread_mutex_t mutex_;
#endif
};

} // namespace onus::rt
