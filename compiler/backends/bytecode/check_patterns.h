// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "check/program.h"

namespace onus::backends::bytecode {

/// Reports patterns whose automata are larger than a bundle may hold (E1002), whatever target is built. Call it for a
/// program without errors.
void checkPatterns(const check::Program &program, diagnostics::Reporter &reporter);

} // namespace onus::backends::bytecode
