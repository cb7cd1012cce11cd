// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/arena.h"
#include "diagnostics/diagnostic.h"
#include "lint/suppressions.h"
#include "source/source_manager.h"
#include "syntax/ast.h"
#include "syntax/outline.h"

#include <mutex>

namespace onus::lsp {

/// What a text consists of just as it stands, whether or not it makes sense: for questions about words and layout. What
/// the names in it mean is asked of a View, which never has a text that cannot be parsed. Never changes once made;
/// borrows the text. It is parsed when first asked for what takes that; any thread may ask.
class DocumentSyntax {
public:
  explicit DocumentSyntax(llvm::StringRef text) : text_(text), tokens_(syntax::lex(text)) {}
  DocumentSyntax(const DocumentSyntax &) = delete;

  llvm::StringRef text() const { return text_; }
  /// The words and comments as they are written, mistakes among them.
  const syntax::Tokens &tokens() const { return tokens_; }
  /// The package and the `use`s, without what follows them: far less is read for it than for the tree.
  const syntax::File &head() const;

  /// The text has a syntax error.
  bool isBroken() const { return whole().tree->broken; }
  /// The first syntax error; null where there is none.
  const diagnostics::Diagnostic *firstError() const;
  /// Never null; where the text is broken, it has the declarations that could be read.
  const syntax::File *tree() const { return whole().tree; }
  /// Its nodes count the words of `outline().tokens`, not of `tokens()`: the parser leaves out and mends mistakes.
  /// Where the text is broken, it has the declarations that could be read.
  const syntax::Outline &outline() const { return whole().outline; }
  /// The comments that ask for findings to be excused.
  std::vector<lint::Allowance> allowances() const { return lint::readAllowances(*tree(), whole().sources); }

private:
  /// A text that was parsed.
  struct Reading {
    explicit Reading(llvm::StringRef text);
    source::SourceManager sources;
    Arena arena;
    diagnostics::Reporter reporter;
    syntax::Outline outline;
    const syntax::File *tree;
  };
  const Reading &whole() const;

  llvm::StringRef text_;
  syntax::Tokens tokens_;
  mutable std::once_flag wholeRead_, headRead_;
  mutable std::unique_ptr<const Reading> whole_, head_;
};

} // namespace onus::lsp
