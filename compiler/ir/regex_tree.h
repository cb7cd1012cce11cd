// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ir/regex.h"

#include <cstdint>

/// A pattern as a tree in which nothing is spelt twice: folding is done, classes are sets of scalars, groups have no
/// marks of their own.
namespace onus::ir {

struct CodeRange {
  uint32_t first = 0;
  uint32_t last = 0;
};
inline constexpr uint32_t lastScalar = 0x10FFFF;

struct RegexNode {
  enum class Kind {
    Take,         ///< one scalar that is in `ranges`
    Boundary,     ///< `\b`
    NoBoundary,   ///< `\B`
    Sequence,     ///< `parts` one after the other; without any, the empty text
    Alternatives, ///< one of `parts`, the first that leads to a match
    Repeat,       ///< the only part, `least` to `most` times
  };
  Kind kind = Kind::Sequence;
  std::vector<CodeRange> ranges; ///< ascending, neither overlapping nor touching; surrogates may be among them
  std::vector<RegexNode> parts;
  unsigned least = 0;
  unsigned most = 0;
  bool open = false; ///< there is no `most`
  bool lazy = false; ///< as few times as possible
};

/// The same scalars in ascending ranges that neither overlap nor touch.
std::vector<CodeRange> normalized(std::vector<CodeRange> ranges);
/// Every scalar that is not in `ranges`, which are normalized.
std::vector<CodeRange> complement(const std::vector<CodeRange> &ranges);
/// What `\d`, `\w`, `\s` and their capitals stand for.
std::vector<CodeRange> shorthandRanges(char letter);
/// The pattern in RE2's syntax.
std::string writeRegex(const RegexNode &node);

} // namespace onus::ir
