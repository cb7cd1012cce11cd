// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "llvm/ADT/StringRef.h"

#include <cstdint>

/// The words of a file. `lex` makes them; `parse` and `onus dump tokens` read them.
namespace onus::syntax {

/// `End` stands after the last word of a file; the others are the rows of tokens.def.
enum class TokenKind : uint8_t {
  End,
#define ONUS_RESERVED(NAME, SPELLING) NAME,
#define ONUS_WORD(NAME, SPELLING) NAME,
#define ONUS_SYMBOL(NAME, SPELLING) NAME,
#define ONUS_LITERAL(NAME, WHAT) NAME,
#define ONUS_MISTAKE(NAME, WHAT) NAME,
#define ONUS_TRIVIA(NAME, WHAT) NAME,
#include "syntax/tokens.def"
};

/// One word: bytes [begin, end) of its file.
struct Token {
  TokenKind kind = TokenKind::End;
  uint32_t begin = 0;
  uint32_t end = 0;
};

enum class TokenClass : uint8_t { Reserved, Word, Symbol, Literal, Mistake, Trivia, End };

TokenClass classOf(TokenKind kind);
/// `Guardrail`: the row's name.
llvm::StringRef nameOf(TokenKind kind);
/// How a keyword or symbol is written (`guardrail`, `==`); for the others what it is in a reader's words ("a date").
llvm::StringRef spelling(TokenKind kind);
/// The kind of a word: a keyword, or `Identifier`.
TokenKind wordKind(llvm::StringRef word);

/// A keyword, reserved or contextual, or an identifier.
inline bool isWord(TokenKind kind) {
  TokenClass found = classOf(kind);
  return found == TokenClass::Reserved || found == TokenClass::Word || kind == TokenKind::Identifier;
}
inline bool isReserved(TokenKind kind) { return classOf(kind) == TokenClass::Reserved; }
/// What may stand where the grammar says `name`.
inline bool isName(TokenKind kind) { return isWord(kind) && !isReserved(kind); }

} // namespace onus::syntax
