// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "evaluate/tables.h"
#include "evaluate/value.h"
#include "ir/expr.h"

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/DenseSet.h"

/// Evaluates typed expressions over one event (S1, S27 to S38). Every evaluation ends, and ends in a value or a
/// failure; what an expression reads comes from a `Roots` and a `History`.
namespace onus::evaluate {

/// What several failures come to: all count, the stricter cause wins, the first of that cause explains (S1, S3).
void join(std::optional<Failure> &into, const Failure &failure);

/// What the event says: the roots of expressions, effect parameters and detectors' answers.
class Roots {
public:
  virtual ~Roots() = default;
  /// `args`, `result`, `session` and so on, as a whole.
  virtual Outcome root(const ir::Expr &root) = 0;
  /// One member of a root: `context` holds each on its own, so that what nobody reads need not be there (S43).
  virtual Outcome member(const ir::Expr &root, llvm::StringRef name) = 0;
  /// `text(input)`, `text(result)`: the result of a tool that failed has a text too.
  virtual Outcome text(const ir::Expr &root) = 0;
  virtual Outcome effectParameter(llvm::StringRef effect, llvm::StringRef parameter) = 0;
  virtual Outcome signal(const ir::Expr &signal) = 0;
};

/// What happened before (S18 to S25).
class History {
public:
  virtual ~History() = default;
  /// Reads a slot. `operands` are the current event's `per` keys, then what `mentioned` looks for.
  virtual Outcome read(size_t slot, llvm::ArrayRef<Value> operands) = 0;
};

/// A name and what it stands for. A lazy one is evaluated where it is first read (S1).
struct Local {
  int64_t id = 0;
  const Local *outer = nullptr;
  const ir::Expr *lazy = nullptr; ///< evaluated over `outer`; null where `value` is set from the start
  mutable std::optional<Outcome> value;
  mutable bool masked = false; ///< evaluating it read something masked
};

/// Is told every expression that rules and exceptions evaluate, and what it gave; operands come before what reads them.
class Watcher {
public:
  virtual ~Watcher() = default;
  virtual void evaluated(const ir::Expr &expr, const Outcome &outcome) = 0;
};

/// Notes what records need (S46): the answers of history and detectors, and the outcomes of the atomic tests that read
/// something masked.
struct Observer {
  struct Note {
    const ir::Expr *expr = nullptr;
    Outcome outcome;
  };
  const llvm::DenseSet<const ir::Expr *> *masked = nullptr; ///< the reads whose values no record shows
  std::vector<Note> terms;
  std::vector<Note> tests;
  Watcher *watcher = nullptr; ///< somebody who looks on; may be null
};

class Evaluator {
public:
  /// `roots` and `history` may be null for closed expressions.
  Evaluator(Tables &tables, Roots *roots, History *history) : tables_(tables), roots_(roots), history_(history) {}

  Outcome evaluate(const ir::Expr *expr, const Local *locals = nullptr);
  void observe(Observer *observer) { observer_ = observer; }

private:
  Outcome dispatch(const ir::Expr &expr, const Local *locals);
  Outcome list(const ir::Expr &expr, const Local *locals);
  Outcome record(const ir::Expr &expr, const Local *locals);
  Outcome data(const ir::Expr &expr);
  Outcome local(const ir::Expr &expr, const Local *locals);
  Outcome let(const ir::Expr &expr, const Local *locals);
  Outcome member(const ir::Expr &expr, const Local *locals);
  Outcome index(const ir::Expr &expr, const Local *locals);
  Outcome project(const ir::Expr &expr, const Local *locals);
  Outcome has(const ir::Expr &expr, const Local *locals);
  Outcome coalesce(const ir::Expr &expr, const Local *locals);
  Outcome cast(const ir::Expr &expr, const Local *locals);
  Outcome negation(const ir::Expr &expr, const Local *locals);
  Outcome connective(const ir::Expr &expr, const Local *locals);
  Outcome choice(const ir::Expr &expr, const Local *locals);
  Outcome comparison(const ir::Expr &expr, const Local *locals);
  Outcome membership(const ir::Expr &expr, const Local *locals);
  Outcome arithmetic(const ir::Expr &expr, const Local *locals);
  Outcome negate(const ir::Expr &expr, const Local *locals);
  Outcome glob(const ir::Expr &expr, const Local *locals);
  Outcome matches(const ir::Expr &expr, const Local *locals);
  Outcome quantifier(const ir::Expr &expr, const Local *locals);
  Outcome countOf(const ir::Expr &expr, const Local *locals);
  Outcome sumOf(const ir::Expr &expr, const Local *locals);
  Outcome call(const ir::Expr &expr, const Local *locals);
  Outcome text(const ir::Expr &expr, const Local *locals);
  Outcome searchText(const ir::Expr &expr, const Value &subject, const Value &wanted);
  Outcome searchPattern(const ir::Expr &expr, const Value &subject, const Value &wanted);
  Outcome history(const ir::Expr &expr, const Local *locals);
  Outcome signal(const ir::Expr &expr, const Local *locals);

  /// The operand's value, which must be there; a failure says what of the expression is missing.
  Outcome present(const ir::Expr &expr, size_t operand, const Local *locals);
  /// The values of all operands, or what their failures come to. With `absent`, one may not be there.
  std::variant<Items, Failure> operands(const ir::Expr &expr, const Local *locals, bool absent = false);
  /// The string of an operand that is searched, within its limit (S38).
  Outcome searched(const ir::Expr &expr, size_t operand, const Value &value);
  void noteTest(const ir::Expr &expr, const Outcome &outcome, unsigned maskedBefore);

  Tables &tables_;
  Roots *roots_;
  History *history_;
  Observer *observer_ = nullptr;
  unsigned quantified_ = 0; ///< how many quantifiers stand around
  unsigned maskedReads_ = 0;
};

} // namespace onus::evaluate
