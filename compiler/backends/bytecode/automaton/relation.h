// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "backends/bytecode/automaton/positions.h"
#include "runtime/format/automaton.h"

namespace onus::backends::bytecode {

/// How a set of positions moves with each scalar of a text. What is in the set after a scalar of class c is
///   (what steps from the set before it, and the seeds, in the context between the two scalars) & takes[c].
/// Forward, for Whole and Search, the set holds the positions that took the last scalar. Backward, for Find, the
/// scalars come from the text's end, and the set holds the positions that could take the last one and then come to a
/// match's end.
struct Relation {
  rt::AutomatonUse use = rt::AutomatonUse::Whole;
  uint32_t positions = 0;
  uint32_t contexts = 1;
  BitRows takes;                  ///< class → positions
  BitRows steps[2];               ///< context → position → positions
  std::vector<uint64_t> seeds[2]; ///< where a match begins; of Find, where it ends. Of Whole, at the beginning alone
  std::vector<uint64_t> ends[2];  ///< where a match ends; of Find, where it begins
  bool empty[2] = {};             ///< the empty match is one
  size_t words() const { return takes.words(); }
};

Relation relationOf(const Positions &positions, rt::AutomatonUse use);

} // namespace onus::backends::bytecode
