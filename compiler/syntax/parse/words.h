// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "diagnostics/diagnostic.h"
#include "syntax/lexer.h"
#include "syntax/parse/parse.h"

/// What is checked before there is any syntax: that a text can be read at all, and that it consists of words of Onus.
namespace onus::syntax {

/// The words of a text with every mistake reported and mended: text in foreign quotes has become a string, `&&` an
/// `and`, and what belongs to no word is gone. The parser goes on as if nothing had been wrong.
struct Words {
  Tokens tokens;
  std::vector<size_t> mistakes; ///< words at which something was reported, in order
  bool givenUp = false;         ///< after too many mistakes; the words are not to be parsed
  /// Something was reported at one of the words [first, end].
  bool mistakeIn(size_t first, size_t end) const;
  bool mistakeAt(size_t index) const { return mistakeIn(index, index); }
};

/// Says why a text cannot be read: too long, or not UTF-8.
bool readable(llvm::StringRef text, source::FileId file, diagnostics::Reporter &reporter, const Limits &limits);

Words readWords(llvm::StringRef text, source::FileId file, diagnostics::Reporter &reporter, const Limits &limits);

} // namespace onus::syntax
