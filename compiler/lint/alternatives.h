// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "lint/trials.h"

/// The alternatives that the conditions of rules and exceptions offer, and which of them tests take.
namespace onus::lint {

/// An operand of an `or`. Those of several systems that are the same text are one.
struct Alternative {
  source::Range range;
  bool taken = false; ///< true at an event of a test
};

/// Adds the alternatives of an expression that tests evaluated; those that stand in none of the project's files are
/// left out.
void addAlternatives(const ir::Expr *expr, const Trials &trials, const Facts &facts, std::vector<Alternative> &found);

} // namespace onus::lint
