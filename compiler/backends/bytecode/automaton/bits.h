// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "llvm/ADT/ArrayRef.h"
#include "llvm/Support/MathExtras.h"

#include <cstdint>
#include <vector>

namespace onus::backends::bytecode {

/// A matrix of bits: each row is a set of positions.
class BitRows {
public:
  BitRows() = default;
  BitRows(size_t rows, size_t words) : words_(words), bits_(rows * words) {}

  size_t words() const { return words_; }
  uint64_t *row(size_t index) { return bits_.data() + index * words_; }
  const uint64_t *row(size_t index) const { return bits_.data() + index * words_; }
  void set(size_t index, size_t bit) { row(index)[bit / 64] |= uint64_t{1} << (bit % 64); }
  bool test(size_t index, size_t bit) const { return (row(index)[bit / 64] >> (bit % 64) & 1) != 0; }
  llvm::ArrayRef<uint64_t> all() const { return bits_; }

private:
  size_t words_ = 0;
  std::vector<uint64_t> bits_;
};

/// Calls `use` with each bit of a set, ascending.
template <typename Use>
void forEachBit(const uint64_t *set, size_t words, Use use) {
  for (size_t word = 0; word < words; ++word)
    for (uint64_t rest = set[word]; rest != 0; rest &= rest - 1)
      use(word * 64 + llvm::countTrailingZeros(rest));
}

inline bool intersects(const uint64_t *left, const uint64_t *right, size_t words) {
  for (size_t word = 0; word < words; ++word)
    if ((left[word] & right[word]) != 0)
      return true;
  return false;
}

} // namespace onus::backends::bytecode
