// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "llvm/ADT/StringRef.h"

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

/// Patterns (S29) as automata that an engine runs in place. The same pattern gives the same bytes.
namespace onus::backends::bytecode {

/// What a module does with a pattern.
struct PatternNeeds {
  bool whole = false;  ///< `matches`
  bool search = false; ///< `contains`; whether a redaction finds anything
  bool find = false;   ///< `find`; what a redaction strikes out
};

/// The tables of each automaton that is needed, empty otherwise. Each is a multiple of 8 bytes long and must lie at
/// one.
struct PatternAutomata {
  std::vector<uint8_t> whole, search, find;
};

/// Why a pattern has no automata.
struct PatternRefusal {
  std::string pattern;
  std::string message; ///< names the pattern; lower case, no full stop
};

/// Sets of positions that are looked at before the form Sets is taken. Few patterns that pass it come down to an
/// ordinary size again, and each of them costs time.
inline constexpr size_t maxPatternStates = 2048;

/// Compiles a pattern of the dialect. Refused is what is no pattern, and what is too large for the bounds of
/// runtime/format/automaton.h. With fewer `states` more automata take the form Sets; with none, all.
std::variant<PatternAutomata, PatternRefusal> compilePattern(llvm::StringRef pattern, PatternNeeds needs,
                                                             size_t states = maxPatternStates);

} // namespace onus::backends::bytecode
