// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "backends/bytecode/automaton/simulation.h"

/// Automata with one state at a time (the subset construction).
namespace onus::backends::bytecode {

struct States {
  static constexpr uint32_t dead = 0; ///< Whole, Search: nothing that follows matches
  static constexpr uint32_t sure = 1; ///< Whole, Search: whatever follows, it matches

  uint32_t classes = 0;
  uint32_t start = 0;
  std::vector<uint32_t> next; ///< state × classes → state; each stays where it is under class 0
  std::vector<bool> accepts;  ///< at the end of the text; of Find: a match may begin
  BitRows sets;               ///< of Find: state → the positions that it stands for
  size_t size() const { return accepts.size(); }
};

/// Nothing where there would be more than `limit` states. With a simulation of the relation there are fewer; not for
/// Find, which needs whole sets.
std::optional<States> statesOf(const Relation &relation, const Alphabet &alphabet, size_t limit,
                               Simulation *simulation = nullptr);
/// The least automaton that accepts the same texts, its states in the order in which a search from the first state
/// reaches them. Not for Find, where states differ by what they stand for.
States minimized(const States &states);
/// The same with those states last that accept, for the rest in the same order.
States acceptingLast(const States &states, size_t fixed);

} // namespace onus::backends::bytecode
