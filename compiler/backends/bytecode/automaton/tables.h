// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "backends/bytecode/automaton/states.h"

/// Automata as the bytes that engines run (runtime/format/automaton.h). Nothing where they would be more than
/// automatonMaxBytes.
namespace onus::backends::bytecode {

using Tables = std::vector<uint8_t>;

/// Of the form Table. `states` are as `acceptingLast` gives them, with at most automatonMaxCells cells.
std::optional<Tables> tableForm(const States &states, const Relation &relation, const Positions &positions,
                                const Alphabet &alphabet);
/// Of the form Sets.
std::optional<Tables> setsForm(const Relation &relation, const Positions &positions, const Alphabet &alphabet);

} // namespace onus::backends::bytecode
