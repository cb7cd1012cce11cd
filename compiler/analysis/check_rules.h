// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "check/program.h"

namespace onus::analysis {

/// Reports rules and exceptions that cannot work (E12): a rule that never or always fires, that a stricter one of its
/// guardrail makes pointless, that another repeats; an exception that lifts a rule always or never; a comparison that
/// the limits of its types decide. Only what is proved for every system that the guardrail acts in is reported; a
/// question that takes too many steps is left alone. Call it for a program without errors.
void checkRules(const check::Program &program, diagnostics::Reporter &reporter);

} // namespace onus::analysis
