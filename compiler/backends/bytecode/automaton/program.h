// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ir/regex_tree.h"

/// A pattern as a program of choices (Thompson's construction): which way to go on first, and which one otherwise.
namespace onus::backends::bytecode {

struct Step {
  enum class Kind : uint8_t {
    Choice,     ///< to `out`, otherwise to `other`
    Take,       ///< one scalar of `ranges`, then to `out`
    Boundary,   ///< to `out` where a word boundary is
    NoBoundary, ///< to `out` where none is
    Accept,
  };
  Kind kind = Kind::Accept;
  uint32_t out = 0;
  uint32_t other = 0;
  const std::vector<ir::CodeRange> *ranges = nullptr; ///< of the pattern's tree
};

struct Program {
  std::vector<Step> steps;
  uint32_t start = 0;
};

/// Nothing where it would have more than `limit` steps. Repetitions are written out. The tree must outlive the program.
std::optional<Program> programOf(const ir::RegexNode &pattern, size_t limit);

} // namespace onus::backends::bytecode
