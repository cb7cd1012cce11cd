// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "check/program.h"

#include "llvm/ADT/STLExtras.h"

/// What the parts of a guardrail's conditions do for its decision, and what the names in them stand for.
namespace onus::lint {

/// What becomes of an event where a part of a condition is true.
enum class Use {
  Permits, ///< more goes ahead: below `require`, below `not` of what denies, in an exception
  Stops,   ///< more is denied, asked about, redacted or flagged
  Value,   ///< neither: it is compared, counted or tested in a way that says nothing of it alone
};

/// Of the negated condition.
Use opposite(Use use);

/// Reads one guardrail as it is typed in a system. Borrows it.
class GuardrailReader {
public:
  explicit GuardrailReader(const check::TypedGuardrail &guardrail);

  using Visit = llvm::function_ref<void(const ir::Expr &, Use)>;
  /// Calls `visit` for every part of the conditions, parents first. What a name stands for is visited where it is first
  /// read, once for each use.
  void walk(Visit visit) const;

  /// What an expression stands for where it is a name for a value; else itself.
  const ir::Expr *meaning(const ir::Expr *expr) const;
  /// The list whose items a name goes through; null for anything else.
  const ir::Expr *listOf(const ir::Expr *expr) const;
  /// What the event's author called the value: `url` of `args.url` and of each item of `reaches_network.url`; empty
  /// where it is no such path.
  llvm::StringRef nameOf(const ir::Expr *expr) const;
  /// The text that is written out there; nothing where it is no literal.
  std::optional<llvm::StringRef> literal(const ir::Expr *expr) const;
  /// The value comes out of the event, whatever was done to it: its arguments, its result, its text.
  bool isOfEvent(const ir::Expr *expr) const;

private:
  class Walk;
  bool isOfEvent(const ir::Expr *expr, llvm::DenseSet<const ir::Expr *> &seen) const;

  const check::TypedGuardrail &guardrail_;
  llvm::DenseMap<int64_t, const ir::Expr *> values_; ///< what a name stands for
  llvm::DenseMap<int64_t, const ir::Expr *> lists_;  ///< the list that a name goes through
};

} // namespace onus::lint
