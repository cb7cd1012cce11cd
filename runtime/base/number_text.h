// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "runtime/base/text.h"

/// The parts of a text that has the form of a JSON number.
namespace onus::rt {

struct NumberText {
  bool negative = false;
  bool hasExponent = false;
  bool exponentNegative = false;
  Text whole;    ///< at least one digit
  Text fraction; ///< the digits behind the point, where there is one
  Text exponent; ///< its digits

  /// The exponent, at most ±`exponentLimit`: no number of 4 GiB reaches a double or an int64 from there.
  int64_t power() const;
  /// How many digits there are, and each: those of the whole part, then those of the fraction.
  size_t digits() const { return whole.size + fraction.size; }
  char digit(size_t at) const { return at < whole.size ? whole[at] : fraction[at - whole.size]; }

  static constexpr int64_t exponentLimit = int64_t{1} << 40;
};

/// False on any other text.
bool scanNumber(Text text, NumberText &parts);

} // namespace onus::rt
