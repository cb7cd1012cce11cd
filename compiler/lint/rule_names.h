// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "check/program.h"

/// How findings about a guardrail's rules name them, and where they point.
namespace onus::lint {

/// "rule `over_limit` of `large_refund`", "the rule of `large_refund`".
std::string ruleName(const check::Guardrail &guardrail, size_t rule);
/// The rule's label, or what stands for it where it has none.
source::Range rulePlace(const check::Guardrail &guardrail, size_t rule);

} // namespace onus::lint
