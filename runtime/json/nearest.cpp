// SPDX-License-Identifier: Apache-2.0
#include "runtime/json/nearest.h"

#include "runtime/base/number_text.h"

#include <stdio.h>
#include <stdlib.h>

namespace onus::rt {

namespace {

/// A number's digits without the zeros around them: ±0.DIGITS × 10^point.
struct Significant {
  NumberText parts;
  size_t first = 0;
  size_t count = 0; ///< 0 for zero
  int64_t point = 0;
  char digit(size_t at) const { return parts.digit(first + at); }
};

bool scanSignificant(Text number, Significant &found) {
  if (!scanNumber(number, found.parts))
    return false;
  size_t last = found.parts.digits();
  while (found.first < last && found.parts.digit(found.first) == '0')
    ++found.first;
  while (last > found.first && found.parts.digit(last - 1) == '0')
    --last;
  found.count = last - found.first;
  found.point = static_cast<int64_t>(found.parts.whole.size) + found.parts.power() - static_cast<int64_t>(found.first);
  return true;
}

/// No number lies half way between two doubles, and has a digit other than zero behind so many.
constexpr size_t decisiveDigits = 800;

/// Reads without a decimal point, for which a locale may have another character.
template <typename DigitAt>
double readDigits(DigitAt digitAt, size_t count, int64_t point) {
  char text[decisiveDigits + 32];
  size_t kept = count < decisiveDigits ? count : decisiveDigits;
  for (size_t at = 0; at < kept; ++at)
    text[at] = digitAt(at);
  if (count > kept) // whatever follows, the amount is a little greater
    text[kept++] = '1';
  snprintf(text + kept, 32, "e%d", static_cast<int>(point - static_cast<int64_t>(kept)));
  return strtod(text, nullptr);
}

/// Rounds a double to so many digits, which `snprintf` does exactly; zeros at the end go.
void roundTo(int count, double value, Nearest &out) {
  char text[64];
  snprintf(text, sizeof text, "%.*e", count - 1, value);
  const char *at = text;
  out.count = 0;
  for (; *at != 'e'; ++at)
    if (*at >= '0' && *at <= '9')
      out.digits[out.count++] = *at;
  out.point = static_cast<int32_t>(strtol(at + 1, nullptr, 10)) + 1;
}

void dropZeros(Nearest &out) {
  while (out.count > 1 && out.digits[out.count - 1] == '0')
    --out.count;
}

/// The next greater number of as many digits.
void increase(Nearest &out) {
  size_t at = out.count;
  while (at > 0 && out.digits[at - 1] == '9')
    out.digits[--at] = '0';
  if (at > 0) {
    ++out.digits[at - 1];
    return;
  }
  out.digits[0] = '1';
  ++out.point;
}

bool leadsTo(double value, const Nearest &out) {
  return readDigits([&](size_t at) { return out.digits[at]; }, out.count, out.point) == value;
}

/// The fewest digits that lead back to a double above zero. Below a power of two doubles stand twice as dense as above:
/// there the digits nearest to it may lead to its neighbour, and the next greater ones to it.
void shorten(double value, Nearest &out) {
  constexpr double dense = 1e-290; // from here on every number of 15 digits has a double of its own
  for (int count = value < dense ? 1 : 15; count <= 17; ++count) {
    roundTo(count, value, out);
    if (leadsTo(value, out))
      break;
    increase(out);
    if (leadsTo(value, out))
      break;
  }
  dropZeros(out);
}

bool isSame(const Significant &number, const Nearest &out) {
  if (number.count != out.count || number.point != out.point)
    return false;
  for (size_t at = 0; at < number.count; ++at)
    if (number.digit(at) != out.digits[at])
      return false;
  return true;
}

} // namespace

Nearest nearestOf(Text text) {
  Nearest out;
  Significant number;
  if (!scanSignificant(text, number) || number.count == 0) {
    out.exact = true;
    return out;
  }
  if (number.point < -330) // below half of the least double, which is 5e-324
    return out;
  out.negative = number.parts.negative;
  if (number.point > 310) { // the greatest is 1.8e308
    out.size = Nearest::Size::Beyond;
    return out;
  }
  if (number.count <= 15 && number.point > -290 && number.point < 300) {
    for (; out.count < number.count; ++out.count)
      out.digits[out.count] = number.digit(out.count);
    out.size = Nearest::Size::Finite;
    out.point = static_cast<int32_t>(number.point);
    out.exact = true;
    return out;
  }
  double value = readDigits([&](size_t at) { return number.digit(at); }, number.count, number.point);
  if (value == 0)
    return Nearest();
  if (value - value != 0) { // infinite
    out.size = Nearest::Size::Beyond;
    return out;
  }
  out.size = Nearest::Size::Finite;
  shorten(value, out);
  out.exact = isSame(number, out);
  return out;
}

} // namespace onus::rt
