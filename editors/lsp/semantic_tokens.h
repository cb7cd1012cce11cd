// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "lsp/documents.h"
#include "lsp/view.h"

namespace onus::lsp {

/// What a word is, in the protocol's terms. The names of the rows are the protocol's with a capital.
enum class TokenType : uint8_t {
#define ONUS_TOKEN_TYPE(NAME, WORD) NAME,
#include "lsp/semantic_tokens.def"
};

/// Bits. The verdicts are the language's own: `deny` looks other than `flag`.
enum class TokenModifier : uint8_t {
#define ONUS_TOKEN_MODIFIER(NAME, WORD) NAME,
#include "lsp/semantic_tokens.def"
};
constexpr uint32_t bit(TokenModifier modifier) { return 1u << static_cast<unsigned>(modifier); }

llvm::ArrayRef<llvm::StringLiteral> tokenTypeWords();
llvm::ArrayRef<llvm::StringLiteral> tokenModifierWords();

/// Bytes [begin, end) of a document, on one line, and what they are.
struct SemanticToken {
  uint32_t begin = 0, end = 0;
  TokenType type = TokenType::Keyword;
  uint32_t modifiers = 0;
};

/// What the words of a document are, in order and without overlaps. A word that is a keyword only in its place is one
/// only there. Names are told by the view, which may be null; where its text is older, by what it shares with the
/// document's.
std::vector<SemanticToken> tellTokens(const Document &document, const View *view, source::FileId file);

} // namespace onus::lsp
