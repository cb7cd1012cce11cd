// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "syntax/token.h"

#include <vector>

namespace onus::syntax {

/// The words of one text.
struct Tokens {
  std::vector<Token> words;    ///< in order, without comments and blanks; the last one is `End`
  std::vector<Token> comments; ///< DocComment and LineComment, in order
};

/// Splits a text, which must be UTF-8 of less than 4 GiB, into the words that grammar/OnusLexer.g4 defines. It reports
/// nothing: what is no word of Onus becomes a token of the class `Mistake`.
Tokens lex(llvm::StringRef text);

} // namespace onus::syntax
