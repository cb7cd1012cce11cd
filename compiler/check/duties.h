// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "check/passes.h"

/// The clauses that guardrails owe, with the names inside them looked up: `log … to`, `escalate to`, `rollback … by`,
/// `fails to ask`. Several guardrails may share one clause through their duties; a mistake in it is still said once,
/// because the message does not name the guardrail.
namespace onus::check {

const Sink *findSink(Context &context, const syntax::File &file, const syntax::LogClause &clause);
/// The steps whose party was found; reports a party that is called twice and deadlines that do not grow.
std::vector<EscalateStep> findSteps(Context &context, const syntax::File &file, const syntax::EscalateClause &clause);
const Party *findExecutor(Context &context, const syntax::File &file, const syntax::RollbackClause &clause);
/// The tools that a rollback disables, as events say them; what the stop list cannot hold is reported (S14).
std::vector<std::string> findTargets(Context &context, const syntax::File &file, const syntax::RollbackClause &clause);
const Party *findAsked(Context &context, const syntax::File &file, const syntax::FailsClause &clause);

} // namespace onus::check
