// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "runtime/base/arena.h"
#include "runtime/value/cell.h"

namespace onus::rt {

/// Structural; an int equals the decimal of the same amount; an absent member equals one that is not there; JSON is
/// compared by its canonical form and never equals a typed value. The arena holds the order of large objects' members:
/// false, and the arena exhausted, where it has no memory for it.
bool equal(const Pool &pool, const Cell &left, const Cell &right, Arena &scratch);

} // namespace onus::rt
