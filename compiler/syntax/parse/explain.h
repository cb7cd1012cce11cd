// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "diagnostics/diagnostic.h"
#include "syntax/parse/declarations.h"
#include "syntax/parse/expectation.h"
#include "syntax/parse/first_error.h"

namespace onus::syntax {

using source::Range;

/// Says what is wrong where the parser stopped, in the reader's words: the mistake behind it where it can be guessed,
/// else what was expected and what was found. One call reports exactly one error.
class Explainer {
public:
  /// `partFirst` is the word of the file that the parser's stream begins with, `partEnd` the one it ends before;
  /// `first` begins the declaration.
  Explainer(const Layout &layout, source::FileId file, const antlr4::atn::ATN &atn, diagnostics::Reporter &reporter,
            size_t partFirst, size_t partEnd, size_t first)
      : layout_(layout), file_(file), atn_(atn), reporter_(reporter), partFirst_(partFirst), partEnd_(partEnd),
        first_(first) {}

  /// Reports the error; gives the word of the file that it was reported for.
  size_t explain(const SyntaxError &error);

private:
  void readAsKeyword();
  bool unclosedBlock();
  bool unclosedInner();
  void reportUnclosed(size_t bracket, Range where, size_t before);
  bool noDeclaration();
  bool equalsSign();
  bool memberComma();
  bool innerConditional();
  bool quotedLiteral();
  bool missingElse();
  bool reservedName();
  bool swallowedClause();
  bool unfinishedLabel();
  bool unknownClause();
  void plainly();

  TokenKind kindAt(size_t index) const { return layout_.words[index].kind; }
  bool expected(TokenKind kind) const { return error_.expected.test(static_cast<size_t>(kind)); }
  Range range(size_t index) const;
  llvm::StringRef textOf(size_t index) const;
  std::string describe(size_t index) const;
  /// The word before a place where the text ended too early, and the found one elsewhere.
  Range place() const;
  /// The keyword among `keywords` that is nearly written at a word, or `End`.
  TokenKind nearest(size_t index, const TokenSet &keywords) const;
  /// The same, of the keywords that were expected at `start`.
  TokenKind nearestKeyword() const;
  void didYouMean(diagnostics::Builder report, TokenKind keyword, size_t index);
  void openBracket(diagnostics::Builder report);

  const Layout &layout_;
  source::FileId file_;
  const antlr4::atn::ATN &atn_;
  diagnostics::Reporter &reporter_;
  size_t partFirst_;
  size_t partEnd_;
  size_t first_;
  SyntaxError error_;
  std::optional<Block> block_;
  size_t at_ = 0;    ///< the word of the file that does not fit
  size_t start_ = 0; ///< the word of the file at which the parser tried to decide
};

} // namespace onus::syntax
