// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "backends/bytecode/automaton/automaton.h"

namespace onus::ir {
class Regex;
}

/// Compares automata with RE2.
namespace onus::test {

struct Compared {
  bool whole = false, search = false;
  size_t matches = 0;
  std::string difference; ///< empty where they agree
};

/// All automata of a pattern, run over a text.
Compared compare(const ir::Regex &regex, const backends::bytecode::PatternAutomata &automata, llvm::StringRef text);

} // namespace onus::test
