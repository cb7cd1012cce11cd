// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "check/passes.h"

namespace onus::check {

/// Reports `deny when has(x) and …` where no rule of the guardrail says what holds without `x` (S6): it reads like a
/// rule about `x` and lets everything through that has none.
void reportSilentRules(Context &context, const TypedGuardrail &guardrail);

} // namespace onus::check
