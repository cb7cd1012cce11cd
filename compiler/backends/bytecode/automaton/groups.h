// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "backends/bytecode/automaton/relation.h"

namespace onus::backends::bytecode {

/// The steps of a relation for an engine that moves all positions at once. Most positions step to their neighbour
/// alone, which is a shift; what else a position steps to it shares with others, so that it is looked up once for all
/// of them.
struct Groups {
  size_t count = 0;
  BitRows shifts;                ///< context → positions that step to their neighbour (backward, to the one before)
  BitRows grouped;               ///< context → positions that are in a group
  std::vector<uint16_t> of;      ///< context × positions → group, or automatonNoGroup
  std::vector<uint64_t> members; ///< group → positions; rows
  std::vector<uint64_t> follow;  ///< group → what each of them steps to besides its neighbour; rows
};

Groups groupsOf(const Relation &relation);

} // namespace onus::backends::bytecode
