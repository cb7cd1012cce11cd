// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ir/expr.h"

namespace onus::ir {

/// The same expression: the same operations, types and constants, whatever the locals are called or numbered. Two null
/// pointers are the same.
bool equivalent(const Expr *left, const Expr *right);

/// The same for expressions of one place of the program, where flow typing may have given the same path two types:
/// both evaluate to the same value at the same event.
bool sameReading(const Expr *left, const Expr *right);

} // namespace onus::ir
