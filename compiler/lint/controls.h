// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "check/program.h"

namespace onus::lint {

/// Says of every finding that lies in a guardrail, or in an exception to one, which controls that guardrail serves: in
/// the order in which it maps them, each once. Findings of the compiler and of lint alike; may be called again when
/// more were reported. Those that were suppressed before are left as they are.
void addControls(const check::Program &program, diagnostics::Reporter &reporter);

} // namespace onus::lint
