// SPDX-License-Identifier: Apache-2.0
#include "base/decimal.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/MathExtras.h"

namespace onus {

namespace {

/// The parts of a text that has the form of a JSON number.
struct NumberText {
  bool negative = false;
  llvm::StringRef whole;
  llvm::StringRef fraction;
  bool hasExponent = false;
  bool exponentNegative = false;
  llvm::StringRef exponent;
};

std::optional<NumberText> scan(llvm::StringRef text) {
  NumberText parts;
  parts.negative = text.consume_front("-");
  parts.whole = text.take_while(llvm::isDigit);
  if (parts.whole.empty() || (parts.whole.size() > 1 && parts.whole.front() == '0'))
    return std::nullopt;
  text = text.drop_front(parts.whole.size());
  if (text.consume_front(".")) {
    parts.fraction = text.take_while(llvm::isDigit);
    if (parts.fraction.empty())
      return std::nullopt;
    text = text.drop_front(parts.fraction.size());
  }
  if (text.consume_front("e") || text.consume_front("E")) {
    parts.hasExponent = true;
    parts.exponentNegative = text.consume_front("-");
    if (!parts.exponentNegative)
      text.consume_front("+");
    parts.exponent = text;
    if (text.empty() || !llvm::all_of(text, llvm::isDigit))
      return std::nullopt;
    text = {};
  }
  if (!text.empty())
    return std::nullopt;
  return parts;
}

/// Reads digits as a number with the sign given; nothing where it does not fit.
std::optional<int64_t> read(llvm::StringRef digits, bool negative) {
  int64_t value = 0;
  for (char digit : digits) {
    int64_t part = digit - '0';
    if (llvm::MulOverflow(value, int64_t(10), value) || llvm::AddOverflow(value, negative ? -part : part, value))
      return std::nullopt;
  }
  return value;
}

} // namespace

std::optional<Decimal> Decimal::parse(llvm::StringRef text) {
  auto parts = scan(text);
  if (!parts)
    return std::nullopt;
  std::string digits = (parts->whole + parts->fraction).str();
  digits.erase(0, std::min(digits.find_first_not_of('0'), digits.size()));
  if (digits.empty())
    return Decimal{0};
  llvm::StringRef significant = llvm::StringRef(digits).rtrim('0');
  // The value is `significant` times ten to `exponent`; an int64 has at most 19 digits, so larger exponents cannot fit.
  int64_t exponent = 0;
  if (parts->hasExponent) {
    llvm::StringRef written = parts->exponent.ltrim('0');
    if (written.size() > 9)
      return std::nullopt;
    exponent = *read(written, parts->exponentNegative);
  }
  exponent += static_cast<int64_t>(digits.size() - significant.size()) - static_cast<int64_t>(parts->fraction.size());
  int64_t zeros = exponent + 4;
  if (zeros < 0 || significant.size() + static_cast<uint64_t>(zeros) > 19)
    return std::nullopt;
  auto scaled = read(significant.str() + std::string(static_cast<size_t>(zeros), '0'), parts->negative);
  if (!scaled)
    return std::nullopt;
  return Decimal{*scaled};
}

std::optional<Decimal> Decimal::fromInt(int64_t value) {
  int64_t scaled = 0;
  if (llvm::MulOverflow(value, scale, scaled))
    return std::nullopt;
  return Decimal{scaled};
}

std::string Decimal::text() const {
  uint64_t magnitude = scaled < 0 ? ~static_cast<uint64_t>(scaled) + 1 : static_cast<uint64_t>(scaled);
  std::string result = (scaled < 0 ? "-" : "") + std::to_string(magnitude / scale);
  if (uint64_t part = magnitude % scale) {
    std::string fraction = std::to_string(part);
    fraction.insert(0, 4 - fraction.size(), '0');
    result += "." + llvm::StringRef(fraction).rtrim('0').str();
  }
  return result;
}

std::optional<Decimal> add(Decimal left, Decimal right) {
  int64_t result = 0;
  if (llvm::AddOverflow(left.scaled, right.scaled, result))
    return std::nullopt;
  return Decimal{result};
}

std::optional<Decimal> subtract(Decimal left, Decimal right) {
  int64_t result = 0;
  if (llvm::SubOverflow(left.scaled, right.scaled, result))
    return std::nullopt;
  return Decimal{result};
}

std::optional<Decimal> multiply(Decimal left, int64_t right) {
  int64_t result = 0;
  if (llvm::MulOverflow(left.scaled, right, result))
    return std::nullopt;
  return Decimal{result};
}

std::optional<int64_t> parseInt(llvm::StringRef text) {
  auto parts = scan(text);
  if (!parts || parts->hasExponent || !parts->fraction.trim('0').empty())
    return std::nullopt;
  return read(parts->whole, parts->negative);
}

} // namespace onus
