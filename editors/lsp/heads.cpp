// SPDX-License-Identifier: Apache-2.0
#include "lsp/heads.h"

#include "syntax/lexer.h"

namespace onus::lsp {

namespace {

using syntax::TokenKind;

/// The end of the last word before the first word of a kind that stands in no parentheses; the text's end where there
/// is none.
uint32_t endBefore(llvm::StringRef text, TokenKind kind) {
  unsigned depth = 0;
  uint32_t end = 0;
  for (const syntax::Token &token : syntax::lex(text).words) {
    if (token.kind == kind && depth == 0)
      return end;
    depth += token.kind == TokenKind::LParen;
    depth -= token.kind == TokenKind::RParen && depth > 0;
    end = token.end;
  }
  return static_cast<uint32_t>(text.size());
}

} // namespace

source::Range headOf(const View &view, const syntax::Decl &decl) {
  source::Range range = decl.range;
  bool isAllHead =
      llvm::isa<syntax::LetDecl>(decl) || llvm::isa<syntax::TypeDecl>(decl) || llvm::isa<syntax::ContextDecl>(decl);
  if (!isAllHead)
    range.end = range.begin + endBefore(view.sources().text(range), TokenKind::LBrace);
  return range;
}

uint32_t typePlace(const View &view, const syntax::LetDecl &let) {
  return let.range.begin + endBefore(view.sources().text(let.range), TokenKind::Assign);
}

} // namespace onus::lsp
