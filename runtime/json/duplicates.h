// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "runtime/base/arena.h"
#include "runtime/value/cell.h"

namespace onus::rt {

/// The place of the first of `count` names that repeats an earlier one, or SIZE_MAX. The names are every other cell,
/// and not in a bundle. Takes n log n steps at most, whatever names an attacker chose; the arena holds what it needs
/// for that. SIZE_MAX, and the arena exhausted, where it has no memory.
size_t firstRepeated(const Cell *names, size_t count, Arena &scratch);

} // namespace onus::rt
