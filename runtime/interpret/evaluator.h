// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "runtime/base/arena.h"
#include "runtime/base/chain.h"
#include "runtime/format/bundle.h"
#include "runtime/interpret/outcome.h"

/// Evaluates instructions over one event (S1, S27 to S38). Every evaluation ends, and ends in a value or a failure.
namespace onus::rt {

class Roots;

/// What happened before (S18 to S25): whoever keeps state answers.
struct HistoryReader {
  void *self = nullptr;
  /// `operands` are the current event's `per` keys, then what `mentioned` looks for.
  Outcome (*read)(void *self, uint32_t slot, Span<Cell> operands) = nullptr;
};

/// A name and what it stands for. A lazy one is evaluated where it is first read (S1).
struct Local {
  int64_t id = 0;
  const Local *outer = nullptr;
  uint32_t lazy = none; ///< an instruction, evaluated over `outer`; none where the value is set from the start
  mutable bool known = false;
  mutable bool masked = false; ///< evaluating it read something masked
  mutable Outcome value;
};

/// A note for the record: an instruction and what it gave.
struct Note {
  Note *next = nullptr;
  uint32_t code = none;
  Outcome outcome;
};
/// Notes what records need (S46), in order, in the decision's arena: the answers of history and detectors, and the
/// outcomes of the atomic tests that read something masked.
struct Observer {
  Chain<Note> terms, tests;
};

/// The elementary steps that a decision may still take (S38). Where none is left every evaluation fails, closed.
struct Fuel {
  int64_t left = 0;
  bool spent = false; ///< more was wanted: the artifact states less than it needs
  int64_t used(int64_t before) const { return before - left; }
};

class Evaluator {
public:
  /// All are borrowed; `roots` may be null for closed expressions, and `history` where none is read.
  Evaluator(const Bundle &bundle, Arena &arena, Fuel &fuel, Roots *roots, const HistoryReader *history)
      : bundle_(bundle), pool_(bundle.pool()), arena_(arena), fuel_(&fuel), roots_(roots), history_(history) {}

  Outcome evaluate(uint32_t code, const Local *locals = nullptr);
  void observe(Observer *observer) { observer_ = observer; }
  /// Takes steps from another fuel from now on.
  void charge(Fuel &fuel) { fuel_ = &fuel; }

private:
  const Bundle &bundle_;
  Pool pool_;
  Arena &arena_;
  Fuel *fuel_;
  Roots *roots_;
  const HistoryReader *history_;
  Observer *observer_ = nullptr;
  unsigned depth_ = 0;      ///< of evaluations inside one another
  unsigned quantified_ = 0; ///< how many quantifiers stand around
  unsigned maskedReads_ = 0;
};

} // namespace onus::rt
