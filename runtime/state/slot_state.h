// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "runtime/format/layout.h"
#include "runtime/state/changes.h"
#include "runtime/state/key_state.h"

/// One history slot in the state that a decision sees (S18 to S25): what it holds for a key, and what is added to it.
namespace onus::rt {

/// When a read happens, and which call is never pending because it is the one being decided.
struct Moment {
  int64_t now = 0;
  Text deciding; ///< the call id of a result being decided; else empty
};

enum class Mention : uint8_t { No, Yes, Dropped };

class SlotState {
public:
  /// All are borrowed. `group` is the slot's in the store.
  SlotState(const SlotRow &row, uint32_t group, Changes &changes, Arena &arena)
      : row_(row), window_(row.last), group_(group), changes_(changes), arena_(arena) {}

  /// True where there is room for the key: it is known, the table is not full, or a key's window is empty (S22).
  bool hasRoom(Text key, int64_t now);
  /// True where adding the amount to the key's current bucket stays within 64 bits.
  bool canAdd(Text key, int64_t now, int64_t amount);

  int64_t count(Text key, const Moment &moment);
  bool hasPending(Text key, const Moment &moment);
  /// False on overflow.
  bool total(Text key, int64_t now, int64_t &sum);
  /// False where there is none.
  bool latest(Text key, int64_t now, KeptValue &value);
  Mention mentioned(Text key, Text value, int64_t now);

  /// Adds an event to a key: counted, and what the slot keeps of it.
  void addCounted(Text key, int64_t now, int64_t amount);
  void addText(Text key, int64_t now, Text text);
  void addLatest(Text key, int64_t now, uint64_t bundle, Text bytes);
  void addPending(Text key, Text call, int64_t now);
  /// The result of a call went ahead: it is pending no more.
  void resolve(Text call);

private:
  Text stored(Text key) { return changes_.get(Table::Slots, group_, key); }
  void check(const KeyReader &reader) {
    if (!reader.ok())
      changes_.fail();
  }
  uint64_t keyCapacity() const;
  bool open(Text key, KeyState &state);
  void close(Text key, const KeyState &state);
  void trim(KeyState &state, int64_t now) const;

  const SlotRow &row_;
  Window window_;
  uint32_t group_;
  Changes &changes_;
  Arena &arena_;
};

} // namespace onus::rt
