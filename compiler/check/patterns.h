// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "check/passes.h"

namespace onus::check {

/// Checks every named pattern against its examples, in each way in which a rule uses it (S29). The guardrails must be
/// typed already, since that is where the uses are.
void checkPatternExamples(Context &context);

} // namespace onus::check
