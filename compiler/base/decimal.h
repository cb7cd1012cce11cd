// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "llvm/ADT/StringRef.h"

#include <compare>
#include <cstdint>
#include <optional>
#include <string>

namespace onus {

/// A decimal number with four fractional digits, held as an integer of ten-thousandths (semantics S27).
/// Arithmetic that leaves int64 gives nothing; nothing is ever rounded.
struct Decimal {
  int64_t scaled = 0;
  static constexpr int64_t scale = 10'000;

  /// A JSON number or a literal: at most four fractional digits after trailing zeros; exponents are followed exactly.
  static std::optional<Decimal> parse(llvm::StringRef text);
  static std::optional<Decimal> fromInt(int64_t value);
  /// The canonical text: no trailing zeros beyond the first fractional digit's need (`500`, `0.5`, `-2.0625`).
  std::string text() const;
  auto operator<=>(const Decimal &) const = default;
};

std::optional<Decimal> add(Decimal left, Decimal right);
std::optional<Decimal> subtract(Decimal left, Decimal right);
/// decimal × int (S27: decimal × decimal does not exist).
std::optional<Decimal> multiply(Decimal left, int64_t right);

/// S27: a JSON number without exponent and without non-zero fraction, within int64.
std::optional<int64_t> parseInt(llvm::StringRef text);

} // namespace onus
