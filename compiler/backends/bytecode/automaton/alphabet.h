// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ir/regex_tree.h"

/// The letters of an automaton: classes of scalars that a pattern does not tell apart.
namespace onus::backends::bytecode {

class Alphabet {
public:
  /// Of a whole pattern.
  explicit Alphabet(const ir::RegexNode &pattern);

  /// How many classes there are. Class 0 has no scalar; the others are numbered by their least scalars.
  uint32_t size() const { return size_; }
  /// The pattern asks for word boundaries, so that no class has both word characters and others.
  bool boundaries() const { return boundaries_; }
  /// The classes of a `Take` node of the pattern, ascending.
  std::vector<uint32_t> classesOf(const std::vector<ir::CodeRange> &ranges) const;
  /// The scalars of a class are word characters.
  bool isWord(uint32_t scalarClass) const { return words_[scalarClass]; }
  uint32_t classOf(uint32_t scalar) const;
  /// The class of all scalars whose UTF-8 begins with a byte of at least 0x80; nothing where they have several, or the
  /// byte begins none.
  std::optional<uint32_t> classOfLead(uint8_t byte) const;

  /// Scalars from `first` to the next cell's.
  struct Cell {
    uint32_t first = 0;
    uint32_t scalarClass = 0;
  };
  /// Ascending, from 0; neighbours differ.
  const std::vector<Cell> &cells() const { return cells_; }

private:
  size_t cellOf(uint32_t scalar) const;
  std::vector<Cell> cells_;
  std::vector<bool> words_;
  uint32_t size_ = 1;
  bool boundaries_ = false;
};

} // namespace onus::backends::bytecode
