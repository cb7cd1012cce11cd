// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "runtime/decide/decision.h"
#include "runtime/decide/memory.h"
#include "runtime/state/slot_state.h"

/// History as one event sees it: what the slots hold, with what the event itself would add (S19), read before anything
/// is written.
namespace onus::rt {

/// What an event adds to a slot when it goes ahead (or, in a slot of `denied`, when a guardrail denies it).
struct SlotUpdate {
  SlotUpdate *next = nullptr;
  uint32_t slot = 0;    ///< among the system's
  bool pending = false; ///< a call whose result the slot waits for (S24)
  Text key;
  Cell value; ///< of the path; the text of `mentioned`
};

/// A slot to which the event cannot be added, and why: a failure of the guardrails that read it (S22).
struct SlotFailure {
  SlotFailure *next = nullptr;
  uint32_t slot = 0;
  Outcome failure;
};

/// What became of an event that passed the entry checks.
enum class Disposition : uint8_t {
  Ahead,   ///< allowed, flagged, redacted, or asked and answered
  Denied,  ///< by a guardrail, for good
  Outside, ///< it waits for an answer, or nothing covered it: neither history
};

class History {
public:
  /// All are borrowed; `fuel` is what conditions and keys of slots may take.
  History(const Context &context, const Decision &decision, const SystemClock &clock, Changes &changes, Roots &roots,
          Arena &arena, Fuel &fuel);

  /// Finds out what the event adds to the slots that it may enter.
  void prepare();
  HistoryReader reader() { return {this, readSlot}; }
  /// By slot, ascending.
  const Chain<SlotFailure> &failures() const { return failures_; }
  /// Adds what the event adds. True where it began a session that is now kept.
  bool apply(Disposition disposition);

private:
  static Outcome readSlot(void *self, uint32_t slot, Span<Cell> operands) {
    return static_cast<History *>(self)->read(slot, operands);
  }
  const SlotRow &row(uint32_t slot) const { return bundle_.row<Section::Slots>(system_.slots.first + slot); }
  Text nameOf(uint32_t slot) const { return bundle_.text(row(slot).text); }
  SlotState state(uint32_t slot) {
    return SlotState(row(slot), context_.slotGroups[system_.slots.first + slot], changes_, arena_);
  }

  void openSession();
  void prepareActual(uint32_t slot);
  void preparePending(uint32_t slot);
  bool matches(uint32_t slot, uint32_t where);
  bool key(uint32_t slot, Text &key);
  bool keyText(const SlotRow &slot, Span<Cell> keys, Text &key);
  bool amount(uint32_t slot, Cell &value);
  bool isExcluded(const SlotRow &slot) const;
  void add(uint32_t slot, bool pending, Text key, const Cell &value);
  void fail(uint32_t slot, const Outcome &failure);
  const SlotFailure *failureOf(uint32_t slot) const;
  const SlotUpdate *ownUpdate(uint32_t slot, Text key) const;

  Outcome read(uint32_t slot, Span<Cell> operands);
  Outcome nothing(uint32_t slot) const;
  Outcome count(uint32_t slot, Text key, const Moment &moment);
  Outcome total(uint32_t slot, Text key, const Moment &moment);
  Outcome latest(uint32_t slot, Text key, const Moment &moment);
  Outcome mentioned(uint32_t slot, Text key, const Cell &value);
  void write(const SlotUpdate &update);
  Text why(Text before, uint32_t slot, Text behind);

  const Context &context_;
  const Bundle &bundle_;
  Pool pool_;
  const Decision &decision_;
  const Event &event_;
  const SystemRow &system_;
  const SystemClock &clock_;
  Changes &changes_;
  Roots &roots_;
  Arena &arena_;
  Evaluator evaluator_; ///< of slots: it reads no history
  Session session_;
  bool newSession_ = false;
  bool sessionsFull_ = false;
  Chain<SlotUpdate> updates_;
  Chain<SlotFailure> failures_;
};

} // namespace onus::rt
