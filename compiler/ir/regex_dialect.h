// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ir/regex_tree.h"

namespace onus::ir {

/// Reads a pattern of the dialect.
std::variant<RegexNode, RegexProblem> readRegex(llvm::StringRef text);

/// What can be said of a pattern without running it. Each `true` is certain.
struct RegexStudy {
  bool takesEmpty = false;           ///< the empty text matches, so that every text contains a match
  bool takesAll = false;             ///< every text matches as a whole
  bool takesNothing = false;         ///< no text contains a match
  bool needsCapital = false;         ///< every match has a letter A to Z
  std::optional<RegexProblem> doubt; ///< a construct that cannot mean what it says; its message ends a sentence
};

/// Studies a text that is a pattern.
RegexStudy studyRegex(llvm::StringRef text);

} // namespace onus::ir
