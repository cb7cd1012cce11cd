// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "runtime/state/blob.h"
#include "runtime/value/cell.h"

/// Values as bytes that outlive their decision, and the bundle.
namespace onus::rt {

/// Appends a value; the writer's buffer fails where it is nested too deep.
void storeValue(const Pool &pool, const Cell &value, Buffer &out);
/// Reads it back. Texts point into the bytes, lists and records lie in the arena. False where the bytes are none of
/// ours or there is no memory.
bool readStoredValue(Text bytes, Arena &arena, Cell &value);

} // namespace onus::rt
