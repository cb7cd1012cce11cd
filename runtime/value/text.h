// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "runtime/base/buffer.h"
#include "runtime/value/cell.h"

namespace onus::rt {

/// Appends a value's text (S34): a string is itself, a number or bool its canonical literal, null and absent empty, a
/// list its items' texts, a record its members' names and texts in document order, each on a line of its own.
void writeText(const Pool &pool, const Cell &value, Buffer &out);
/// The text, without a copy where the value is a string; else in the arena. Empty, and the arena exhausted, where there
/// is no memory.
Text textOf(const Pool &pool, const Cell &value, Arena &arena);

} // namespace onus::rt
