// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "runtime/base/text.h"

/// Plain letters of a JSON string: those that stand for themselves, of ASCII. Most texts are nothing else, so they are
/// passed over eight at a time.
namespace onus::rt {

inline constexpr uint64_t ones = 0x0101010101010101, highBits = 0x8080808080808080;

inline uint64_t loadEight(const char *at) {
  uint64_t word;
  memcpy(&word, at, sizeof word);
  return word;
}

/// Not zero where one of the eight bytes is no plain letter of a string: a quote, a backslash, a control character, or
/// outside ASCII. Only the lowest such byte's high bit is sure to be set.
inline uint64_t unplain(uint64_t word) {
  uint64_t quote = word ^ ones * '"', backslash = word ^ ones * '\\';
  return ((quote - ones) | (backslash - ones) | (word - ones * 0x20) | word) & highBits;
}

inline bool isPlain(char letter) { return static_cast<signed char>(letter) >= 0x20 && letter != '"' && letter != '\\'; }

/// How many plain letters stand before the first that `unplain` found, as far as that can be told from it.
inline size_t plainBefore(uint64_t found) {
  if constexpr (__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__)
    return static_cast<size_t>(__builtin_ctzll(found)) / 8;
  return 0;
}

/// The first byte from `at` on that is no plain letter of a string, or `end`.
inline const char *skipPlain(const char *at, const char *end) {
  for (; end - at >= 8; at += 8)
    if (uint64_t found = unplain(loadEight(at))) {
      at += plainBefore(found);
      break;
    }
  while (at != end && isPlain(*at))
    ++at;
  return at;
}

} // namespace onus::rt
