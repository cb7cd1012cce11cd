// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "lint/facts.h"
#include "lint/levels.h"

namespace onus::lint {

/// Runs the rules over a program that was checked without an error, in one walk, and reports what they find.
void lint(const check::Program &program, const Levels &levels, diagnostics::Reporter &reporter,
          Scope scope = Scope::Project);

} // namespace onus::lint
