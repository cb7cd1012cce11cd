// SPDX-License-Identifier: Apache-2.0
#include "lsp/brackets.h"

#include "llvm/ADT/STLExtras.h"

namespace onus::lsp {

using syntax::TokenKind;

TokenKind closerOf(TokenKind open) {
  if (open == TokenKind::LBrace)
    return TokenKind::RBrace;
  return open == TokenKind::LBrack ? TokenKind::RBrack : TokenKind::RParen;
}

bool opensBracket(TokenKind kind) {
  return kind == TokenKind::LBrace || kind == TokenKind::LBrack || kind == TokenKind::LParen;
}

bool closesBracket(TokenKind kind) {
  return kind == TokenKind::RBrace || kind == TokenKind::RBrack || kind == TokenKind::RParen;
}

std::vector<BracketPair> bracketPairs(llvm::ArrayRef<syntax::Token> words) {
  std::vector<size_t> open;
  std::vector<BracketPair> pairs;
  for (size_t at = 0; at < words.size(); ++at) {
    if (opensBracket(words[at].kind))
      open.push_back(at);
    if (!closesBracket(words[at].kind))
      continue;
    auto partner =
        llvm::find_if(llvm::reverse(open), [&](size_t each) { return closerOf(words[each].kind) == words[at].kind; });
    if (partner == llvm::reverse(open).end())
      continue;
    size_t first = *partner;
    open.erase(llvm::find(open, first), open.end());
    pairs.push_back({first, at, open.size()});
  }
  llvm::sort(pairs, [](const BracketPair &left, const BracketPair &right) { return left.open < right.open; });
  return pairs;
}

} // namespace onus::lsp
