// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <stdint.h>

/// An automaton that runs over the bytes of a text. docs/bytecode.md, "Automata", says how its tables lie.
namespace onus::rt {

struct AutomatonRow {
  uint32_t states = 0;  ///< state 0 is dead: no text that continues from it matches
  uint32_t classes = 0; ///< of bytes that no transition tells apart
  uint32_t start = 0;
  uint32_t flags = 0;
  uint64_t tables = 0; ///< where its tables begin in AutomatonTables, a multiple of 8
  uint64_t size = 0;   ///< bytes of its tables
};

} // namespace onus::rt
