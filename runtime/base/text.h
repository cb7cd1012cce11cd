// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <stddef.h>
#include <stdint.h>
#include <string.h>

/// A borrowed run of bytes: UTF-8 wherever it holds text. Whoever made the bytes owns them; a `Text` is copied freely.
/// The runtime uses nothing of the C++ library but its headers without code, so this stands for `std::string_view`.
namespace onus::rt {

/// As memcmp() == 0, without a call where there are few bytes: names and words have no more.
inline bool sameBytes(const char *left, const char *right, size_t size) {
  auto differ = [&](auto word, size_t at) {
    auto other = word;
    memcpy(&word, left + at, sizeof word);
    memcpy(&other, right + at, sizeof other);
    return word != other;
  };
  if (size > 16)
    return memcmp(left, right, size) == 0;
  if (size >= 8) // two words, which may overlap
    return !differ(uint64_t{}, 0) && !differ(uint64_t{}, size - 8);
  if (size >= 4)
    return !differ(uint32_t{}, 0) && !differ(uint32_t{}, size - 4);
  for (size_t at = 0; at < size; ++at)
    if (left[at] != right[at])
      return false;
  return true;
}

struct Text {
  const char *data = nullptr;
  size_t size = 0;

  constexpr Text() = default;
  constexpr Text(const char *bytes, size_t count) : data(bytes), size(count) {}
  /// A literal.
  template <size_t N>
  constexpr Text(const char (&literal)[N]) : data(literal), size(N - 1) {}

  bool empty() const { return size == 0; }
  char operator[](size_t at) const { return data[at]; }
  const char *begin() const { return data; }
  const char *end() const { return data + size; }
  /// From `at` on, at most `count` bytes; empty beyond the end.
  Text part(size_t at, size_t count = SIZE_MAX) const {
    if (at > size)
      at = size;
    return {data + at, count < size - at ? count : size - at};
  }
  bool startsWith(Text prefix) const { return size >= prefix.size && sameBytes(data, prefix.data, prefix.size); }
  bool endsWith(Text suffix) const {
    return size >= suffix.size && sameBytes(end() - suffix.size, suffix.data, suffix.size);
  }
  friend bool operator==(Text left, Text right) {
    return left.size == right.size && sameBytes(left.data, right.data, left.size);
  }
  /// Byte by byte, as `std::string` orders.
  friend bool operator<(Text left, Text right) {
    size_t shared = left.size < right.size ? left.size : right.size;
    int order = shared ? memcmp(left.data, right.data, shared) : 0;
    return order != 0 ? order < 0 : left.size < right.size;
  }
};

/// A borrowed run of items.
template <typename T>
struct Span {
  const T *data = nullptr;
  size_t size = 0;
  const T *begin() const { return data; }
  const T *end() const { return data + size; }
  const T &operator[](size_t at) const { return data[at]; }
  bool empty() const { return size == 0; }
};

} // namespace onus::rt
