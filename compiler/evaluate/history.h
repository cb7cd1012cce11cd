// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "evaluate/roots.h"
#include "evaluate/state.h"

#include <set>

/// History as one event sees it: what the slots hold, with what the event itself would add (S19), read before anything
/// is written.
namespace onus::evaluate {

/// What an event adds to a slot when it goes ahead (or, in a slot of `denied`, when a guardrail denies it).
struct SlotUpdate {
  size_t slot = 0;
  bool pending = false; ///< a call whose result the slot waits for (S24)
  std::string key;
  Value value; ///< of the path; the text of `mentioned`
};

/// What became of an event that passed the entry checks.
enum class Disposition {
  Ahead,   ///< allowed, flagged, redacted, or asked and answered
  Denied,  ///< by a guardrail, for good
  Outside, ///< it waits for an answer, or nothing covered it: neither history
};

class EventHistory : public History {
public:
  /// `slots` are those that the event may enter or wait in. All are borrowed.
  EventHistory(SystemState &state, EventRoots &roots, Tables &tables, llvm::ArrayRef<size_t> slots);

  Outcome read(size_t slot, llvm::ArrayRef<Value> operands) override;

  /// Slots to which the event cannot be added, and why: a failure of the guardrails that read them (S22).
  const std::map<size_t, Failure> &failures() const { return failures_; }
  /// Writes what the event adds.
  void apply(Disposition disposition);
  const Session &session() const { return session_; }

private:
  void prepareActual(size_t slot);
  void preparePending(size_t slot);
  std::optional<std::string> key(size_t slot);
  std::optional<std::string> keyText(const ir::Slot &slot, llvm::ArrayRef<Value> keys) const;
  bool matches(size_t slot, const ir::Expr *where);
  std::optional<Value> amount(size_t slot);
  void add(size_t slot, bool pending, std::string key, Value value);
  void fail(size_t slot, Failure failure) { failures_.emplace(slot, std::move(failure)); }
  const SlotUpdate *ownUpdate(size_t slot, const std::string &key) const;
  Outcome nothing(size_t slot) const;
  Outcome total(size_t slot, const std::string &key, const Moment &moment);
  Outcome count(size_t slot, const std::string &key, const Moment &moment);

  SystemState &state_;
  EventRoots &roots_;
  Tables &tables_;
  const Event &event_;
  llvm::ArrayRef<size_t> slots_;
  Session session_;
  bool newSession_ = false;
  std::vector<SlotUpdate> updates_;
  std::map<size_t, Failure> failures_;
};

} // namespace onus::evaluate
