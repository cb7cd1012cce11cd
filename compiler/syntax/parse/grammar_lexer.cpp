// SPDX-License-Identifier: Apache-2.0
#include "syntax/parse/grammar_lexer.h"

#include "grammar/OnusLexer.h"

namespace onus::syntax {

namespace {

/// Where each character of a text begins, in bytes, and where the text ends.
std::vector<uint32_t> characterOffsets(llvm::StringRef text) {
  std::vector<uint32_t> offsets;
  for (uint32_t at = 0; at < text.size(); ++at)
    if ((static_cast<unsigned char>(text[at]) & 0xC0) != 0x80)
      offsets.push_back(at);
  offsets.push_back(static_cast<uint32_t>(text.size()));
  return offsets;
}

} // namespace

Tokens lexByGrammar(llvm::StringRef text) {
  uint32_t mark = text.startswith("\xEF\xBB\xBF") ? 3 : 0; // ANTLR leaves out a byte order mark too
  std::vector<uint32_t> offsets = characterOffsets(text.drop_front(mark));
  antlr4::ANTLRInputStream input(text.str());
  grammar::OnusLexer lexer(&input);
  lexer.removeErrorListeners();
  Tokens tokens;
  while (true) {
    std::unique_ptr<antlr4::Token> token = lexer.nextToken();
    if (token->getType() == antlr4::Token::EOF)
      break;
    TokenKind kind = static_cast<TokenKind>(token->getType());
    Token found{kind, mark + offsets[token->getStartIndex()], mark + offsets[token->getStopIndex() + 1]};
    (classOf(kind) == TokenClass::Trivia ? tokens.comments : tokens.words).push_back(found);
  }
  uint32_t end = static_cast<uint32_t>(text.size());
  tokens.words.push_back({TokenKind::End, end, end});
  return tokens;
}

} // namespace onus::syntax
