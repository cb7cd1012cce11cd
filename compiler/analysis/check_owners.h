// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "check/program.h"

namespace onus::analysis {

/// Reports guardrails of different owners that contradict one another in a system of the project: one asks for an
/// approval at events that the other denies whatever the answer, or the two together let no call of a tool pass. Two
/// denials of one event are defence in depth, and nobody's mistake. Only what is proved is reported; the number of
/// questions is limited, so that the cost is linear in the guardrails. Call it for a program without errors.
void checkOwners(const check::Program &program, diagnostics::Reporter &reporter);

} // namespace onus::analysis
