// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "runtime/base/text.h"

/// Whole and decimal numbers (semantics S27). A decimal has four fractional digits and is held as an int64 of
/// ten-thousandths. What leaves int64 gives false; nothing is rounded but by `roundHalfEven`.
namespace onus::rt {

inline constexpr int64_t decimalScale = 10'000;
/// Room for the longest text that a formatter here writes.
inline constexpr size_t numberRoom = 24;

/// A JSON number or a literal: at most four fractional digits after trailing zeros; exponents are followed exactly.
/// False on another form, and where the amount does not fit; `scaled` is then left alone.
bool parseDecimal(Text text, int64_t &scaled);
/// A JSON number without exponent and without non-zero fraction, within int64.
bool parseInt(Text text, int64_t &value);
/// A JSON number as ten-thousandths, half to even; false where the amount leaves int64. The text must have the form of
/// a JSON number.
bool roundHalfEven(Text number, int64_t &scaled);
/// The decimal of a whole number.
bool decimalOf(int64_t whole, int64_t &scaled);

inline bool addChecked(int64_t left, int64_t right, int64_t &sum) { return !__builtin_add_overflow(left, right, &sum); }
inline bool subtractChecked(int64_t left, int64_t right, int64_t &difference) {
  return !__builtin_sub_overflow(left, right, &difference);
}
inline bool multiplyChecked(int64_t left, int64_t right, int64_t &product) {
  return !__builtin_mul_overflow(left, right, &product);
}

/// Writes the canonical text and returns its length. A decimal has no zeros behind its last other fractional digit:
/// `500`, `0.5`, `-2.0625`.
size_t formatInt(int64_t value, char (&out)[numberRoom]);
size_t formatDecimal(int64_t scaled, char (&out)[numberRoom]);

} // namespace onus::rt
