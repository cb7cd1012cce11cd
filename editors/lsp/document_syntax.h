// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/arena.h"
#include "diagnostics/diagnostic.h"
#include "lint/suppressions.h"
#include "source/source_manager.h"
#include "syntax/ast.h"
#include "syntax/outline.h"

namespace onus::lsp {

/// What a text consists of just as it stands, whether or not it makes sense: for questions about words and layout. What
/// the names in it mean is asked of a View, which never has a text that cannot be parsed. Never changes once made; has
/// a copy of the text.
class DocumentSyntax {
public:
  explicit DocumentSyntax(llvm::StringRef text);
  DocumentSyntax(const DocumentSyntax &) = delete;

  llvm::StringRef text() const { return sources_.text(file_); }
  /// The words and comments as they are written, mistakes among them.
  const syntax::Tokens &tokens() const { return tokens_; }
  /// The text has a syntax error.
  bool isBroken() const { return tree_->broken; }
  /// The first syntax error; null where there is none.
  const diagnostics::Diagnostic *firstError() const;
  /// Never null; where the text is broken, it has the declarations that could be read.
  const syntax::File *tree() const { return tree_; }
  /// Its nodes count the words of `outline().tokens`, not of `tokens()`: the parser leaves out and mends mistakes.
  /// Where the text is broken, it has the declarations that could be read.
  const syntax::Outline &outline() const { return outline_; }
  /// The comments that ask for findings to be excused.
  std::vector<lint::Allowance> allowances() const { return lint::readAllowances(*tree_, sources_); }

private:
  source::SourceManager sources_;
  source::FileId file_;
  Arena arena_;
  diagnostics::Reporter reporter_;
  syntax::Tokens tokens_;
  syntax::Outline outline_;
  const syntax::File *tree_;
};

} // namespace onus::lsp
