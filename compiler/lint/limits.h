// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "lint/trials.h"

/// The limits that a guardrail sets: comparisons of a number that events bring with one that is written in the policy.
/// Whether a limit is the right one shows at the value itself and at its neighbour beyond.
namespace onus::lint {

struct Limit {
  source::Range range; ///< of the comparison, or of the number where the comparison is not the project's own text
  std::string subject; ///< what events bring: `args.amount`
  const ir::Expr *read = nullptr; ///< the same
  const ir::Type *type = nullptr; ///< Int or Decimal
  int64_t value = 0;              ///< the limit, of a decimal in ten-thousandths
  int64_t beyond = 0;             ///< its neighbour, for which the comparison comes out otherwise
  std::set<int64_t> tested;       ///< what tests had it compared with; never empty
  std::vector<size_t> rules;      ///< places of the rules that make the comparison
  std::string exception;          ///< or the qualified name of the exception that does

  /// A value as a person writes it: `500.01`.
  std::string show(int64_t number) const;
  bool hasValue() const { return tested.count(value) > 0; }
  /// A value within one step beyond it.
  bool hasBeyond() const;

  int places = 0; ///< digits after the point with which the limit was written
};

/// The limits of a guardrail that tests came to, in the order in which it makes the comparisons; those of several
/// systems that are the same text are one. What would take a long text
/// or many events to reach, and what only asks whether there is anything, is left out.
std::vector<Limit> limitsOf(const check::Guardrail &guardrail, const Trials &trials, const Facts &facts,
                            const source::SourceManager &sources);

} // namespace onus::lint
