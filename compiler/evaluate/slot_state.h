// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "evaluate/value.h"
#include "evaluate/window.h"
#include "ir/module.h"

#include <map>
#include <unordered_map>

/// What is kept for one history slot (S18 to S25): for each key the buckets of its window, the latest value, the texts
/// that `mentioned` looks through, and the calls whose results are still out.
namespace onus::evaluate {

/// One key's history.
struct KeyState {
  struct Text {
    int64_t bucket = 0;
    std::string text;
  };
  struct Latest {
    int64_t bucket = 0;
    Value value;
  };
  std::deque<Bucket> buckets;
  std::optional<Latest> latest;
  std::deque<Text> texts;
  size_t textBytes = 0;
  std::optional<int64_t> dropped;         ///< the newest bucket of which a text was dropped for room
  std::map<std::string, int64_t> pending; ///< by call id: the bucket of the call (S24)

  bool empty() const { return buckets.empty() && texts.empty() && pending.empty() && !dropped && !latest; }
};

/// When a read happens, and which call is never pending because it is the one being decided.
struct Moment {
  Instant now = 0;
  llvm::StringRef deciding; ///< the call id of a result being decided; else empty
};

class SlotState {
public:
  explicit SlotState(const ir::Slot &slot);

  const ir::Slot &slot() const { return *slot_; }
  /// True where there is room for the key: it is known, the table is not full, or a key's window is empty (S22).
  bool hasRoom(const std::string &key, Instant now) const;
  /// True where adding the amount to the key's current bucket stays within 64 bits.
  bool canAdd(const std::string &key, Instant now, int64_t amount) const;

  int64_t count(const std::string &key, const Moment &moment) const;
  /// Nothing on overflow.
  std::optional<int64_t> total(const std::string &key, Instant now) const;
  Value latest(const std::string &key, Instant now) const;
  bool hasPending(const std::string &key, const Moment &moment) const;
  /// S25: nothing where the value is not found after something was dropped.
  std::optional<bool> mentioned(const std::string &key, llvm::StringRef value, Instant now) const;

  void add(const std::string &key, Instant now, const Value &value);
  void addPending(const std::string &key, const std::string &call, Instant now);
  /// The result of a call went ahead: it is pending no more.
  void resolve(const std::string &call);

  /// Tells this slot from one that means something else: what is counted, and how.
  const std::string &definition() const { return definition_; }
  void setDefinition(std::string definition) { definition_ = std::move(definition); }
  /// Sessions that began before this number ran under another definition: their history is lost (S23).
  uint64_t since = 0;
  /// The kind of value that `total` adds up and `latest` keeps.
  ValueKind amountKind() const;
  std::map<std::string, KeyState> &keys() { return keys_; }
  const std::map<std::string, KeyState> &keys() const { return keys_; }
  void indexPending();

private:
  const KeyState *find(const std::string &key) const;
  bool isStale(const KeyState &state, Instant now) const;
  void trim(KeyState &state, Instant now) const;
  void makeRoom(Instant now);
  void addText(KeyState &state, Instant now, std::string text) const;
  size_t keyCapacity() const;

  const ir::Slot *slot_;
  Window window_;
  std::string definition_;
  std::map<std::string, KeyState> keys_;
  std::unordered_map<std::string, std::string> pendingKey_; ///< call id → key
};

} // namespace onus::evaluate
