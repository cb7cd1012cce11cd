// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "runtime/format/bundle.h"

/// Sizes that are part of the language's meaning (S38).
namespace onus::rt {

inline constexpr int64_t defaultMaxStringBytes = 65536; ///< of a string that is matched
inline constexpr size_t maxFound = 1024;                ///< matches that `find` gives

/// The tables of an automaton, as runtime/interpret/automaton.h takes them.
inline const uint8_t *tablesOf(const Bundle &bundle, uint32_t automaton) {
  return &bundle.row<Section::AutomatonTables>(bundle.row<Section::Automata>(automaton).tables);
}

} // namespace onus::rt
