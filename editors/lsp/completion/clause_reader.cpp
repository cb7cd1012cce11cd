// SPDX-License-Identifier: Apache-2.0
#include "lsp/completion/clause_reader.h"

#include "lsp/brackets.h"

namespace onus::lsp {

using syntax::TokenKind;

namespace {

/// Words that go on with an expression wherever their line begins.
bool goesOn(TokenKind kind) {
  switch (kind) {
  case TokenKind::And:
  case TokenKind::Or:
  case TokenKind::In:
  case TokenKind::Matches:
  case TokenKind::Like:
  case TokenKind::As:
  case TokenKind::Then:
  case TokenKind::Else:
  case TokenKind::Where:
    return true;
  default:
    return false;
  }
}

} // namespace

bool ClauseReader::beginsClause(const Block &block, size_t word) const {
  TokenKind kind = layout_.words[word].kind;
  if (!block.braces || (!syntax::isWord(kind) && kind != TokenKind::String) || goesOn(kind))
    return false;
  return block.clauses.empty() || (layout_.firstOnLine(word) && layout_.indentation(word) <= block.column);
}

void ClauseReader::read(size_t word) {
  Block &block = blocks_.back();
  TokenKind kind = layout_.words[word].kind;
  if (beginsClause(block, word)) {
    words_.resize(block.contents);
    block.clauses.push_back(word);
  }
  if (block.braces && block.column == UINT32_MAX && layout_.firstOnLine(word))
    block.column = layout_.indentation(word);
  words_.push_back(layout_.words[word]);
  if (opensBracket(kind))
    blocks_.push_back({words_.size(), kind == TokenKind::LBrace, UINT32_MAX, {}});
  else if (closesBracket(kind) && blocks_.size() > 1)
    blocks_.pop_back();
}

std::vector<size_t> ClauseReader::clausesFrom(size_t word) const {
  Block block = blocks_.back();
  block.clauses.push_back(word); // so that the rest of the clause that is being typed begins none
  std::vector<size_t> found;
  size_t depth = 0;
  for (; word < layout_.words.size() && layout_.words[word].kind != TokenKind::End; ++word) {
    TokenKind kind = layout_.words[word].kind;
    if (depth == 0 && (closesBracket(kind) || (layout_.inFirstColumn(word) && layout_.declarationAt(word))))
      break;
    if (depth == 0 && beginsClause(block, word))
      found.push_back(word);
    depth += opensBracket(kind);
    depth -= depth > 0 && closesBracket(kind);
  }
  return found;
}

} // namespace onus::lsp
