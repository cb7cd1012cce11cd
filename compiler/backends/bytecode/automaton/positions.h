// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "backends/bytecode/automaton/alphabet.h"
#include "backends/bytecode/automaton/bits.h"

/// A pattern as positions: each place in it where a scalar is taken, repetitions written out, and which may follow
/// which. Whether a word boundary is between two scalars is known when both are, so everything is said once for each
/// context: 0, where no boundary is; 1, where one is. A pattern that asks for none has context 0 alone.
namespace onus::backends::bytecode {

struct Positions {
  static constexpr uint16_t accept = 0xFFFF;
  /// What may follow, the preferred first: positions, or `accept`, which is the last where it is there.
  using List = std::vector<uint16_t>;

  uint32_t count = 0;
  uint32_t contexts = 1;
  BitRows takes;                  ///< class → positions that take its scalars
  std::vector<List> lists[2];     ///< context → position → what follows it; the last list is of the beginning
  BitRows follows[2];             ///< context → position → what follows it, less preferred than an end too
  std::vector<uint64_t> first[2]; ///< context → what may begin, less preferred than an empty match too
  std::vector<uint64_t> last[2];  ///< context → what may end
  bool empty[2] = {};             ///< context → the empty text matches

  size_t words() const { return (count + 63) / 64; }
};

/// Why there are no positions.
struct TooLarge {
  std::string message; ///< lower case, no full stop; what comes after "the pattern"
};

/// The positions of a pattern, in the order in which they stand in it.
std::variant<Positions, TooLarge> positionsOf(const ir::RegexNode &pattern, const Alphabet &alphabet);

} // namespace onus::backends::bytecode
