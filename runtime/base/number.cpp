// SPDX-License-Identifier: Apache-2.0
#include "runtime/base/number.h"

#include "runtime/base/number_text.h"

namespace onus::rt {

namespace {

/// Puts a digit behind a number, with the sign given; false where it does not fit.
bool pushDigit(int64_t &value, int digit, bool negative) {
  return multiplyChecked(value, 10, value) && addChecked(value, negative ? -digit : digit, value);
}

/// Writes the digits of a magnitude and returns the end.
char *writeMagnitude(uint64_t magnitude, char *out) {
  char reversed[numberRoom];
  size_t count = 0;
  do {
    reversed[count++] = static_cast<char>('0' + magnitude % 10);
    magnitude /= 10;
  } while (magnitude);
  while (count)
    *out++ = reversed[--count];
  return out;
}

uint64_t magnitudeOf(int64_t value) {
  return value < 0 ? ~static_cast<uint64_t>(value) + 1 : static_cast<uint64_t>(value);
}

} // namespace

bool parseDecimal(Text text, int64_t &scaled) {
  NumberText parts;
  if (!scanNumber(text, parts))
    return false;
  size_t first = 0, last = parts.digits();
  while (first < last && parts.digit(first) == '0')
    ++first;
  if (first == last) {
    scaled = 0;
    return true;
  }
  while (parts.digit(last - 1) == '0')
    --last;
  // The value is the digits from `first` to `last` times ten to `exponent`; an int64 has at most 19 digits, so larger
  // exponents cannot fit.
  int64_t exponent = static_cast<int64_t>(parts.digits() - last) - static_cast<int64_t>(parts.fraction.size);
  if (parts.hasExponent) {
    size_t zeros = 0;
    while (zeros < parts.exponent.size && parts.exponent[zeros] == '0')
      ++zeros;
    if (parts.exponent.size - zeros > 9)
      return false;
    exponent += parts.power();
  }
  int64_t zeros = exponent + 4;
  if (zeros < 0 || static_cast<uint64_t>(last - first) + static_cast<uint64_t>(zeros) > 19)
    return false;
  int64_t value = 0;
  for (size_t at = first; at < last; ++at)
    if (!pushDigit(value, parts.digit(at) - '0', parts.negative))
      return false;
  for (int64_t at = 0; at < zeros; ++at)
    if (!multiplyChecked(value, 10, value))
      return false;
  scaled = value;
  return true;
}

bool parseInt(Text text, int64_t &value) {
  NumberText parts;
  if (!scanNumber(text, parts) || parts.hasExponent)
    return false;
  for (char letter : parts.fraction)
    if (letter != '0')
      return false;
  int64_t result = 0;
  for (char letter : parts.whole)
    if (!pushDigit(result, letter - '0', parts.negative))
      return false;
  value = result;
  return true;
}

bool roundHalfEven(Text number, int64_t &scaled) {
  NumberText parts;
  if (!scanNumber(number, parts))
    return false;
  int64_t power = parts.power();
  constexpr int64_t far = 1'000'000; // no detector's answer has so many digits
  power = power > far ? far : power < -far ? -far : power;
  int64_t size = static_cast<int64_t>(parts.digits());
  int64_t keep = static_cast<int64_t>(parts.whole.size) + power + 4; // digits before the rounding place
  int64_t value = 0;
  for (int64_t at = 0; at < keep; ++at) {
    if (!pushDigit(value, at < size ? parts.digit(static_cast<size_t>(at)) - '0' : 0, false))
      return false;
    if (value == 0 && at >= size)
      break;
  }
  if (keep >= 0 && keep < size) {
    size_t place = static_cast<size_t>(keep);
    bool isHalf = parts.digit(place) == '5';
    for (size_t at = place + 1; isHalf && at < parts.digits(); ++at)
      isHalf = parts.digit(at) == '0';
    if ((isHalf ? value % 2 == 1 : parts.digit(place) >= '5') && !addChecked(value, 1, value))
      return false;
  }
  scaled = parts.negative ? -value : value;
  return true;
}

bool decimalOf(int64_t whole, int64_t &scaled) { return multiplyChecked(whole, decimalScale, scaled); }

size_t formatInt(int64_t value, char (&out)[numberRoom]) {
  char *at = out;
  if (value < 0)
    *at++ = '-';
  return static_cast<size_t>(writeMagnitude(magnitudeOf(value), at) - out);
}

size_t formatDecimal(int64_t scaled, char (&out)[numberRoom]) {
  uint64_t magnitude = magnitudeOf(scaled);
  char *at = out;
  if (scaled < 0)
    *at++ = '-';
  at = writeMagnitude(magnitude / decimalScale, at);
  uint64_t fraction = magnitude % decimalScale;
  if (fraction) {
    *at++ = '.';
    for (uint64_t unit = decimalScale / 10; fraction; unit /= 10) {
      *at++ = static_cast<char>('0' + fraction / unit);
      fraction %= unit;
    }
  }
  return static_cast<size_t>(at - out);
}

} // namespace onus::rt
