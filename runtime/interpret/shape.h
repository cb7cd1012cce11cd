// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "runtime/base/growing.h"
#include "runtime/value/cell.h"

/// The shape of values that expressions put together.
namespace onus::rt {

/// The amount of a Bool, Int, Decimal, Duration, Date or Instant; 0 of anything else.
inline int64_t numberOf(const Cell &cell) {
  switch (cell.kind) {
  case Kind::Bool:
  case Kind::Int:
  case Kind::Decimal:
  case Kind::Duration:
  case Kind::Date:
  case Kind::Instant:
    return cell.payload;
  default: // what its payload holds is no number
    return 0;
  }
}

/// False where the parts, all that lies in them counted each time that it is met, come to so many that going through
/// them would take longer than a decision may, and where they are nested deeper than `cellDepth`: parts can be shared,
/// so that few steps build a value of any size, and names for values make any nesting without evaluating deeply.
bool isOfReasonableSize(const Pool &pool, const Cell *cells, size_t count);

/// Appends an item, or all items of a list and of the lists in it; absent ones are left out (S37). False, and the arena
/// exhausted, where there is no memory.
bool flatten(const Pool &pool, const Cell &value, Growing<Cell> &items);

} // namespace onus::rt
