// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ir/module.h"
#include "ir/trail.h"

namespace onus::ir {

/// Checks that a module means something: every name leads somewhere, every local is in scope, slots exist, operands are
/// of the number and the types that their operation takes, patterns compile, nothing is nested too deeply. The
/// evaluator relies on what is checked here and on nothing else. Nothing means that all is well.
std::optional<ReadError> verify(const Module &module);

} // namespace onus::ir
