// SPDX-License-Identifier: Apache-2.0
#include "runtime/base/number_text.h"

#include "runtime/base/ascii.h"

namespace onus::rt {

namespace {

/// Takes the digits off the front.
Text takeDigits(Text &text) {
  size_t count = 0;
  while (count < text.size && isDigit(text[count]))
    ++count;
  Text digits = text.part(0, count);
  text = text.part(count);
  return digits;
}

bool take(Text &text, char letter) {
  if (text.empty() || text[0] != letter)
    return false;
  text = text.part(1);
  return true;
}

} // namespace

bool scanNumber(Text text, NumberText &parts) {
  parts = {};
  parts.negative = take(text, '-');
  parts.whole = takeDigits(text);
  if (parts.whole.empty() || (parts.whole.size > 1 && parts.whole[0] == '0'))
    return false;
  if (take(text, '.')) {
    parts.fraction = takeDigits(text);
    if (parts.fraction.empty())
      return false;
  }
  if (take(text, 'e') || take(text, 'E')) {
    parts.hasExponent = true;
    parts.exponentNegative = take(text, '-');
    if (!parts.exponentNegative)
      take(text, '+');
    parts.exponent = takeDigits(text);
    if (parts.exponent.empty())
      return false;
  }
  return text.empty();
}

int64_t NumberText::power() const {
  int64_t value = 0;
  for (char letter : exponent) {
    value = value * 10 + (letter - '0');
    if (value >= exponentLimit) {
      value = exponentLimit;
      break;
    }
  }
  return exponentNegative ? -value : value;
}

} // namespace onus::rt
