// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "analysis/terms.h"

#include <memory>

/// Statements about the outcome of conditions, which are true, false or failed (S1): "is true", "is not false" and so
/// on, taken apart into alternatives of statements about atoms.
namespace onus::analysis {

/// What is said of a condition.
enum class Claim { True, False, NotTrue, NotFalse };
Claim opposite(Claim claim); ///< of the negated condition

/// The ways in which two values may stand to each other.
enum Order : unsigned { less = 1, equal = 2, greater = 4, anyOrder = 7 };

/// A condition that is compared by the solver itself.
struct Atom {
  enum class Kind {
    Compare, ///< `left` stands to `constants[0]` as `orders` says
    OneOf,   ///< `left` is one of `constants`
    Relate,  ///< `left` stands to `right` as `orders` says
  };
  Kind kind = Kind::Compare;
  TermId left = 0, right = 0;
  unsigned orders = equal;
  std::vector<Constant> constants;
  const ir::Expr *written = nullptr; ///< for messages
};

struct Formula;
using FormulaPtr = std::shared_ptr<const Formula>;

struct Formula {
  enum class Kind { Atom, All, Some };
  Kind kind = Kind::All; ///< All of nothing is true, Some of nothing is false
  Claim claim = Claim::True;
  Atom atom;
  std::vector<FormulaPtr> parts;
};

FormulaPtr all(std::vector<FormulaPtr> parts);
FormulaPtr some(std::vector<FormulaPtr> parts);

/// The claim about a canonical condition.
FormulaPtr claim(Terms &terms, const ir::Expr *condition, Claim claim);

} // namespace onus::analysis
