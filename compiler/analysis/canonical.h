// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/arena.h"
#include "ir/expr.h"

#include <map>

namespace onus::analysis {

/// Rewrites expressions so that what means the same looks the same: locals that name a value are replaced by it,
/// negation stands only before what cannot be turned round, `all` is `not any not`, `>` is `<` the other way, constants
/// stand on the right and are folded. The meaning is kept exactly, failures included (S1).
class Canonical {
public:
  /// Rewriting stops (`gaveUp`) after `limit` nodes; the result is then of no use.
  explicit Canonical(Arena &arena) : arena_(arena) {}

  /// From here on the local stands for the value: a guardrail's `let`, or another local in its place.
  void bind(int64_t local, const ir::Expr *value) { meanings_[local] = value; }
  /// The same for a parameter of an effect, as one tool binds it.
  void bind(llvm::StringRef effect, llvm::StringRef parameter, const ir::Expr *value) {
    parameters_[effect.str() + "." + parameter.str()] = value;
  }
  /// A condition, or its negation. The result is built of And, Or, If, Bool and atoms, each of which may stand below
  /// Not.
  const ir::Expr *condition(const ir::Expr *expr, bool negated = false);
  const ir::Expr *value(const ir::Expr *expr);
  bool gaveUp() const { return left_ == 0; }
  /// Starts counting anew, for another expression of the same place.
  void refill() { left_ = limit; }

private:
  const ir::Expr *boolean(bool value, const ir::Expr *like);
  const ir::Expr *junction(const ir::Expr *expr, bool negated);
  const ir::Expr *choice(const ir::Expr *expr, bool negated);
  const ir::Expr *quantifier(const ir::Expr *expr, bool negated);
  const ir::Expr *equality(const ir::Expr *expr, bool negated);
  const ir::Expr *order(const ir::Expr *expr, bool negated);
  const ir::Expr *membership(const ir::Expr *expr, bool negated);
  const ir::Expr *presence(const ir::Expr *expr, bool negated);
  const ir::Expr *atom(const ir::Expr *expr, bool negated);
  /// What a local or a parameter of an effect stands for, or null.
  const ir::Expr *meaning(const ir::Expr *expr) const;
  const ir::Expr *make(ir::ExprKind kind, const ir::Expr *like, llvm::ArrayRef<const ir::Expr *> operands);
  const ir::Expr *rebuilt(const ir::Expr *expr);

  Arena &arena_;
  static constexpr size_t limit = 20'000;
  size_t left_ = limit;
  std::map<int64_t, const ir::Expr *> meanings_;
  std::map<std::string, const ir::Expr *> parameters_;
};

/// A literal whose value is known: a number, a text, a day …
bool isConstant(const ir::Expr *expr);
/// Both are constants of one kind and the same.
bool sameConstant(const ir::Expr *left, const ir::Expr *right);

} // namespace onus::analysis
