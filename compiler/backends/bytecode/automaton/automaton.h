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
  std::string why;     ///< the same after "the pattern"
};

/// How much is tried before an automaton takes the form Sets. Only tests want other numbers.
struct PatternEffort {
  size_t simple = 512;  ///< states that are made one by one; most patterns come out with less
  size_t states = 2048; ///< states that are made when positions are compared first, so that there are fewer
};
/// Every automaton has the form Sets.
inline constexpr PatternEffort setsOnly{0, 0};

/// Compiles a pattern of the dialect. Refused is what is no pattern, and what is too large for the bounds of
/// runtime/format/automaton.h.
std::variant<PatternAutomata, PatternRefusal> compilePattern(llvm::StringRef pattern, PatternNeeds needs,
                                                             PatternEffort effort = {});

} // namespace onus::backends::bytecode
