// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "check/passes.h"

/// The worst case that a decision can cost (S38): the sum over the nodes of everything that is evaluated, with the
/// sizes that types allow. Sizes go through bindings, names and data; a search in a text costs a step a byte.
namespace onus::check {

/// Steps of one guardrail when it judges an event of a tool (null for events without one). Saturates.
int64_t costOf(const Program &program, const System &system, const TypedGuardrail &guardrail, const Tool *tool);
/// Steps of one rule alone.
int64_t costOf(const Program &program, const System &system, const TypedGuardrail &guardrail, const TypedRule &rule,
               const Tool *tool);

/// Finds the dearest decision of a system, keeps its cost, and reports a rule that takes it over the limit.
void checkCost(Context &context, System &system);

} // namespace onus::check
