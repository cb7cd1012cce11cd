// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "runtime/base/text.h"

namespace onus::rt {

/// The double that is nearest to a number, as the fewest digits that lead back to it: ±0.DIGITS × 10^point.
struct Nearest {
  enum class Size : uint8_t { Zero, Finite, Beyond }; ///< Beyond: beyond every double
  Size size = Size::Zero;
  bool negative = false; ///< of a finite one
  bool exact = false;    ///< these digits state the very amount of the number
  uint8_t count = 0;     ///< of digits; neither the first nor the last is zero
  int32_t point = 0;
  char digits[17];
};

/// The nearest double of a text that has the form of a JSON number; of another, zero.
Nearest nearestOf(Text number);

} // namespace onus::rt
