// SPDX-License-Identifier: Apache-2.0
#include "runtime/base/utf8.h"

namespace onus::rt {

namespace {

constexpr uint64_t highBits = 0x8080808080808080;

uint64_t loadEight(const char *at) {
  uint64_t word;
  memcpy(&word, at, sizeof word);
  return word;
}

} // namespace

size_t utf8Length(const char *at, const char *end) {
  auto *bytes = reinterpret_cast<const unsigned char *>(at);
  size_t left = static_cast<size_t>(end - at);
  if (left == 0)
    return 0;
  unsigned char first = bytes[0];
  if (first < 0x80)
    return 1;
  auto continues = [&](size_t place, unsigned char low = 0x80, unsigned char high = 0xBF) {
    return bytes[place] >= low && bytes[place] <= high;
  };
  if (first >= 0xC2 && first <= 0xDF)
    return left >= 2 && continues(1) ? 2 : 0;
  // The second byte tells overlong forms, surrogates, and what lies beyond U+10FFFF.
  if (first >= 0xE0 && first <= 0xEF)
    return left >= 3 && continues(1, first == 0xE0 ? 0xA0 : 0x80, first == 0xED ? 0x9F : 0xBF) && continues(2) ? 3 : 0;
  if (first >= 0xF0 && first <= 0xF4)
    return left >= 4 && continues(1, first == 0xF0 ? 0x90 : 0x80, first == 0xF4 ? 0x8F : 0xBF) && continues(2) &&
                   continues(3)
               ? 4
               : 0;
  return 0;
}

bool isUtf8(Text text) {
  const char *at = text.begin(), *end = text.end();
  while (at != end) {
    while (end - at >= 8 && (loadEight(at) & highBits) == 0)
      at += 8;
    if (at == end)
      return true;
    size_t length = utf8Length(at, end);
    if (length == 0)
      return false;
    at += length;
  }
  return true;
}

size_t countScalars(Text text) {
  // Every byte counts but those that continue a sequence, 10xxxxxx.
  size_t continued = 0;
  const char *at = text.begin(), *end = text.end();
  for (; end - at >= 8; at += 8) {
    uint64_t word = loadEight(at);
    uint64_t ones = (word & ~(word << 1) & highBits) >> 7;
    continued += static_cast<size_t>(ones * 0x0101010101010101 >> 56);
  }
  for (; at != end; ++at)
    continued += (static_cast<unsigned char>(*at) & 0xC0) == 0x80;
  return text.size - continued;
}

size_t encodeUtf8(uint32_t scalar, char (&out)[4]) {
  auto tail = [&](int shift) { return static_cast<char>(0x80 | (scalar >> shift & 0x3F)); };
  if (scalar < 0x80) {
    out[0] = static_cast<char>(scalar);
    return 1;
  }
  if (scalar < 0x800) {
    out[0] = static_cast<char>(0xC0 | scalar >> 6);
    out[1] = tail(0);
    return 2;
  }
  if (scalar < 0x10000) {
    out[0] = static_cast<char>(0xE0 | scalar >> 12);
    out[1] = tail(6);
    out[2] = tail(0);
    return 3;
  }
  out[0] = static_cast<char>(0xF0 | scalar >> 18);
  out[1] = tail(12);
  out[2] = tail(6);
  out[3] = tail(0);
  return 4;
}

} // namespace onus::rt
