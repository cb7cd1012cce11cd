// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "check/passes.h"

/// The clauses that every guardrail must have from somewhere. What is missing is collected first and said afterwards,
/// because a clause that was left out of shared duties is one mistake, however many guardrails stand under them.
namespace onus::check {

enum class Required { Owner, On, Rules, Log, Escalate, Rollback, Fails };

struct MissingClause {
  const Guardrail *guardrail = nullptr;
  Required clause = Required::Owner;
};

/// What a guardrail lacks; nothing about clauses that an earlier mistake (a syntax error, unknown duties) may have
/// taken away.
void collectMissing(const Guardrail &guardrail, std::vector<MissingClause> &missing);
/// Reports each at its guardrail's name; those that lack the same clause of the same duties together, at the first.
void reportMissing(Context &context, const std::vector<MissingClause> &missing);

} // namespace onus::check
