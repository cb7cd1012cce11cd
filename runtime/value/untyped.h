// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "runtime/base/arena.h"
#include "runtime/value/cell.h"

namespace onus::rt {

/// The value as JSON of no type: what `writeJson` would write, as cells. New cells lie in the arena; texts, and what is
/// JSON already, are shared with the value. False, and the arena exhausted, where it has no memory.
bool untyped(const Pool &pool, const Cell &value, Arena &arena, Cell &into);

} // namespace onus::rt
