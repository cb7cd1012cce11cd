// SPDX-License-Identifier: Apache-2.0
#pragma once

/// Letters and digits of ASCII, whatever the locale.
namespace onus::rt {

constexpr bool isDigit(char letter) { return letter >= '0' && letter <= '9'; }
constexpr char lowerOf(char letter) {
  return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
}
constexpr bool isAlpha(char letter) { return lowerOf(letter) >= 'a' && lowerOf(letter) <= 'z'; }
constexpr bool isAlnum(char letter) { return isDigit(letter) || isAlpha(letter); }
/// The value of a hexadecimal digit of either case, or -1.
constexpr int hexValue(char letter) {
  if (isDigit(letter))
    return letter - '0';
  char lower = lowerOf(letter);
  return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

} // namespace onus::rt
