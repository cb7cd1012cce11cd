// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "runtime/base/arena.h"
#include "runtime/state/table.h"

/// State as one decision sees it (S22): it reads what was there before and what it changes itself, and everything that
/// it changes reaches the store at its end, or nothing does.
namespace onus::rt {

/// What happens where a table would hold more than it may.
enum class WhenFull : uint8_t {
  Grow,           ///< nothing
  Sweep,          ///< what expired goes, before a new key is added
  SweepAlways,    ///< likewise, also where the key is known
  ForgetEarliest, ///< the key that was added first goes, after a new one was added
};

class Changes {
public:
  /// Both are borrowed; the store is locked by the caller.
  Changes(const onus_store &store, Arena &arena) : store_(store), arena_(arena) {}

  /// The value under a key; `data` null where there is none, or where the store failed. It stays until `commit`.
  Text get(Table table, uint32_t group, Text key);
  bool has(Table table, uint32_t group, Text key) { return get(table, group, key).data != nullptr; }
  /// How many keys the store holds, without what this decision changes.
  uint64_t count(Table table, uint32_t group);
  /// Forgets what expired before `now`: only for tables of which nobody can tell it.
  void sweep(Table table, uint32_t group, int64_t now);
  /// All keys of the store, without what this decision changes.
  void each(Table table, uint32_t group, int (*visit)(void *context, onus_text key, onus_text value, int64_t expires),
            void *context);

  /// Key and value must live as long as the decision.
  void put(Table table, uint32_t group, Text key, Text value, int64_t expires = never,
           WhenFull whenFull = WhenFull::Grow, uint64_t limit = 0);
  void remove(Table table, uint32_t group, Text key);

  /// Writes everything; false where the store failed, now or before, or where memory was missing.
  bool commit(int64_t now);
  /// The store did not do what it was asked to do.
  bool failed() const { return failed_; }
  void fail() { failed_ = true; }

private:
  struct Change {
    Change *next = nullptr; ///< in the order in which they were made
    Change *nextInList = nullptr;
    uint64_t hash = 0;
    Table table = Table::Meta;
    WhenFull whenFull = WhenFull::Grow;
    bool removes = false;
    uint32_t group = 0;
    Text key, value;
    int64_t expires = never;
    uint64_t limit = 0;
  };

  uint64_t hashOf(Table table, uint32_t group, Text key) const;
  Change *find(uint64_t hash, Table table, uint32_t group, Text key) const;
  Change *change(Table table, uint32_t group, Text key);
  void spread();
  bool write(const Change &change, int64_t now);
  bool isKnown(const Change &change);
  bool shrink(const Change &change);
  bool done(int result) {
    failed_ |= result != 0;
    return result == 0;
  }

  const onus_store &store_;
  Arena &arena_;
  Change *first_ = nullptr, *last_ = nullptr;
  Change **lists_ = nullptr; ///< by hash, once there are many
  size_t listCount_ = 0;
  size_t count_ = 0;
  bool failed_ = false;
};

} // namespace onus::rt
