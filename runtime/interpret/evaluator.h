// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "runtime/base/arena.h"
#include "runtime/base/chain.h"
#include "runtime/format/bundle.h"
#include "runtime/interpret/outcome.h"
#include "runtime/interpret/why.h"

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

/// How deep evaluations may stand inside one another. Bundles state at most 400, so that this holds only what no
/// compiler wrote.
inline constexpr unsigned maxEvaluationDepth = 600;

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
  /// The same without an outcome: false where it failed, and `failure` is then good until the next evaluation.
  bool evaluate(uint32_t code, const Local *locals, Cell &into);
  const Outcome &failure() const { return fault_; }
  void observe(Observer *observer) { observer_ = observer; }
  /// Takes steps from another fuel from now on.
  void charge(Fuel &fuel) { fuel_ = &fuel; }

private:
  // Each of these is false where it failed; `fault_` then says why, and nothing else is to be read.

  bool run(uint32_t code, const Local *locals, Cell &into);
  bool nested(const Code &code, const Local *locals, Cell &into);
  /// A `Member` that nobody observes: of the arguments, which most conditions read, it is found without more ado.
  bool path(uint32_t index, const Code &code, const Local *locals, Cell &into);
  bool observed(const Code &code, const Local *locals, Cell &into);
  bool dispatch(const Code &code, const Local *locals, Cell &into);
  /// The operand's value, which must be there; a failure says what of the expression is missing.
  bool present(const Code &code, size_t operand, const Local *locals, Cell &into);
  bool missing(const Code &code, size_t operand);
  /// Two operands, both evaluated, or what their failures come to.
  bool pair(const Code &code, const Local *locals, Cell &left, Cell &right);
  bool secondOfPair(const Code &code, const Local *locals, Cell &right);
  /// All operands into `values`, or what their failures come to. With `absent`, one may not be there.
  bool operands(const Code &code, const Local *locals, Cell *values, bool absent);

  bool list(const Code &code, const Local *locals, Cell &into);
  bool record(const Code &code, const Local *locals, Cell &into);
  bool root(const Code &code, Cell &into);
  bool effectParameter(const Code &code, Cell &into);
  bool unknown();
  /// The arguments that a `Member` reads from, where they are fitted; else null.
  const Cell *fittedArgs(const Code &member) const;
  bool local(const Code &code, const Local *locals, Cell &into);
  bool let(const Code &code, const Local *locals, Cell &into);
  bool member(const Code &code, const Local *locals, Cell &into);
  bool index(const Code &code, const Local *locals, Cell &into);
  bool project(const Code &code, const Local *locals, Cell &into);
  bool has(const Code &code, const Local *locals, Cell &into);
  bool coalesce(const Code &code, const Local *locals, Cell &into);
  bool cast(const Code &code, const Local *locals, Cell &into);
  bool negation(const Code &code, const Local *locals, Cell &into);
  bool connective(const Code &code, const Local *locals, Cell &into);
  bool connectiveAfter(const Code &code, size_t failed, const Local *locals, Cell &into);
  bool choice(const Code &code, const Local *locals, Cell &into);
  bool quantifier(const Code &code, const Local *locals, Cell &into);
  bool countOf(const Code &code, const Local *locals, Cell &into);
  bool sumOf(const Code &code, const Local *locals, Cell &into);
  bool addItem(const Code &code, const Local &item, int64_t &total);
  bool equality(const Code &code, const Local *locals, Cell &into);
  bool ordering(const Code &code, const Local *locals, Cell &into);
  bool membership(const Code &code, const Local *locals, Cell &into);
  bool arithmetic(const Code &code, const Local *locals, Cell &into);
  bool negate(const Code &code, const Local *locals, Cell &into);
  bool joinTexts(const Cell &left, const Cell &right, Cell &into);
  bool joinLists(const Cell &left, const Cell &right, Cell &into);
  bool glob(const Code &code, const Local *locals, Cell &into);
  bool matches(const Code &code, const Local *locals, Cell &into);
  bool call(const Code &code, const Local *locals, Cell &into);
  bool ofOne(const Code &code, Builtin function, const Cell &value, Cell &into);
  bool ofTwo(const Code &code, Builtin function, const Cell &left, const Cell &right, Cell &into);
  bool text(const Code &code, const Local *locals, Cell &into);
  bool sizeOf(const Cell &value, Cell &into);
  bool lower(const Cell &value, Cell &into);
  bool nameIn(const Code &code, Builtin function, const Cell &value, Cell &into);
  bool converted(const Code &code, Builtin function, const Cell &from, Cell &into);
  bool parsed(Builtin function, Text from, Cell &into);
  bool zipped(const Cell &left, const Cell &right, Cell &into);
  bool searchText(const Code &code, Builtin function, const Cell &subject, const Cell &wanted, Cell &into);
  bool searchPattern(const Code &code, Builtin function, const Cell &subject, Cell &into);
  bool findAll(const Code &code, const uint8_t *tables, Text text, Cell &into);
  bool history(const Code &code, const Local *locals, Cell &into);
  bool signal(const Code &code, const Local *locals, Cell &into);

  Cell plainConstant(const Code &code) const;
  /// The string of an operand that is searched, within its limit (S38).
  bool searched(const Code &code, size_t operand, const Cell &value);
  bool holds(const Cell &list, const Cell &item);
  /// Makes a list or record of cells in the arena.
  bool made(Kind kind, const Cell *first, size_t size, Cell &into);
  bool made(Text text, Cell &into);
  bool taken(const Outcome &outcome, Cell &into);
  void note(Chain<Note> &notes, const Code &code, bool good, const Cell &value);

  /// Takes so many steps.
  bool count(size_t steps);
  bool spent();
  bool fail(Cause cause, Text why);
  bool noMemory() { return fail(Cause::Content, whyNoMemory); }
  template <size_t N>
  bool fail(Cause cause, const Text (&parts)[N]) {
    return fail(cause, composed(arena_, parts));
  }
  bool overflow(const Code &code) { return fail(Cause::Content, {"`", print(code), "` overflows"}); }
  uint32_t place(const Code &code) const { return static_cast<uint32_t>(&code - &bundle_.code(0)); }
  const Code &operandOf(const Code &code, size_t operand) const { return bundle_.code(bundle_.operand(code, operand)); }
  Text print(const Code &code) const { return bundle_.text(bundle_.row<Section::Prints>(place(code))); }
  const TypeRow *type(const Code &code) const {
    return code.type == none ? nullptr : &bundle_.row<Section::Types>(code.type);
  }

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
  Outcome fault_; ///< of what failed last

  /// Where the arguments hold what some instructions read, for the next guardrail that reads it, too.
  struct Found {
    uint32_t code = none;
    const Cell *cell = nullptr;
  };
  Found found_[16];
  Cell absent_;
};

} // namespace onus::rt
