// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "syntax/token.h"

#include "llvm/ADT/ArrayRef.h"

#include <optional>
#include <string>

/// Where declarations begin. A broken declaration must not take the next one with it, so the parser is given one at a
/// time: a keyword in the first column and outside all brackets begins a declaration, whatever stood before it.
namespace onus::syntax {

/// A text with its words; what the functions below look at.
struct Layout {
  llvm::StringRef text;
  llvm::ArrayRef<Token> words; ///< ends with `End`

  /// A keyword that begins a declaration, a `use` or the `package`, followed by what could go on with it.
  bool declarationAt(size_t index) const;
  /// The word stands in the first column.
  bool inFirstColumn(size_t index) const;
  /// The word is the first one of its line.
  bool firstOnLine(size_t index) const;
  /// Blanks before the first word of the line that the word stands on.
  uint32_t indentation(size_t index) const;

  /// The end of the part that begins at `first`: the next declaration in the first column outside the brackets that
  /// were opened since, or the end of the file.
  size_t endOfPart(size_t first) const;
  /// Where to go on after an error at `error` in a declaration that begins at `first`: the next line that begins a
  /// declaration and is indented no further, and no further than `column` (where the declaration before it began).
  size_t nextDeclaration(size_t first, size_t error, uint32_t column) const;
  /// The bracket that was opened in [first, end) and, as the indentation shows, never closed.
  std::optional<size_t> unclosedBracket(size_t first, size_t end) const;
  /// What a bracket opens, for a reader: "the guardrail `large_refund`", "this list".
  std::string opener(size_t bracket) const;
};

/// The keywords that begin a declaration.
llvm::ArrayRef<TokenKind> declarationKeywords();

/// Finds the first word that lies deeper than `limit` brackets, conditionals and types. ANTLR's parser calls itself for
/// each of these, so they are counted before it runs.
std::optional<size_t> tooDeep(llvm::ArrayRef<Token> words, unsigned limit);

} // namespace onus::syntax
