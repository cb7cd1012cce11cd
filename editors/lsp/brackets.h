// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "syntax/lexer.h"

#include "llvm/ADT/ArrayRef.h"

#include <vector>

namespace onus::lsp {

/// Two brackets that belong together, by their words.
struct BracketPair {
  size_t open = 0;
  size_t close = 0;
  size_t depth = 0; ///< how many pairs lie around it
};

bool opensBracket(syntax::TokenKind kind);
bool closesBracket(syntax::TokenKind kind);
/// The bracket that closes what this one opens.
syntax::TokenKind closerOf(syntax::TokenKind open);

/// The pairs of a text in the order in which they open, whether or not it can be parsed: a bracket without its partner
/// is passed over.
std::vector<BracketPair> bracketPairs(llvm::ArrayRef<syntax::Token> words);

} // namespace onus::lsp
