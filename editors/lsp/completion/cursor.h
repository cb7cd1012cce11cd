// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "lsp/documents.h"
#include "syntax/parse/continuations.h"

#include <string>

namespace onus::lsp {

/// Where somebody is typing, in a text that mostly cannot be parsed just then: the words before that place which
/// matter for it, and what the grammar allows there. Borrows the document.
class Cursor {
public:
  enum class Where {
    Words,
    Text,    ///< between the quotes of a string
    Comment, ///< after `//`
  };
  Cursor(const Document &document, uint32_t offset);

  Where where() const { return where_; }
  uint32_t offset() const { return offset_; }
  /// What is being typed: a word, or what stands between the quotes. `offset` lies within, or at its end.
  uint32_t typedBegin() const { return typedBegin_; }
  uint32_t typedEnd() const { return typedEnd_; }
  llvm::StringRef typed() const { return text_.slice(typedBegin_, offset_); }
  /// Of a comment, what stands before the word that is being typed in it.
  llvm::StringRef comment() const { return text_.slice(commentBegin_, typedBegin_); }
  /// What follows what is being typed.
  const syntax::Token &next() const { return next_; }

  /// Ways to go on where it begins; none in a comment.
  const std::vector<syntax::Continuation> &ways() const { return ways_; }
  /// The words before it which the ways count. Clauses that have ended may be missing.
  llvm::ArrayRef<syntax::Token> words() const { return words_; }
  syntax::TokenKind kind(size_t word) const {
    return word < words_.size() ? words_[word].kind : syntax::TokenKind::End;
  }
  llvm::StringRef text(size_t word) const {
    return word < words_.size() ? text_.slice(words_[word].begin, words_[word].end) : llvm::StringRef();
  }
  llvm::StringRef text(size_t first, size_t end) const { return text(words().slice(first, end - first)); }
  llvm::StringRef text() const { return text_; }

  /// All words of the declaration before it.
  llvm::ArrayRef<syntax::Token> declaration() const { return declaration_; }
  /// The clauses of the innermost block, those behind it too, each by its first word.
  llvm::ArrayRef<syntax::TokenKind> clauses() const { return clauses_; }
  /// The clauses of the declaration that begin with a keyword and stand before the cursor: their words without it.
  std::vector<llvm::ArrayRef<syntax::Token>> clausesOf(syntax::TokenKind keyword) const;
  /// The text of words of the document with everything between them.
  llvm::StringRef text(llvm::ArrayRef<syntax::Token> words) const {
    return words.empty() ? llvm::StringRef() : text_.slice(words.front().begin, words.back().end);
  }

private:
  size_t wordFrom(uint32_t offset) const;
  void typedToken();
  bool typedComment(const syntax::Token &comment);
  void readClauses(size_t next);
  void findWays();

  llvm::StringRef text_;
  uint32_t offset_;
  llvm::ArrayRef<syntax::Token> all_;
  Where where_ = Where::Words;
  uint32_t typedBegin_, typedEnd_;
  uint32_t commentBegin_ = 0;
  syntax::Token next_;
  llvm::ArrayRef<syntax::Token> declaration_;
  std::vector<syntax::Token> words_;
  std::vector<syntax::TokenKind> clauses_;
  std::vector<size_t> clauseStarts_; ///< in the outermost block of the declaration, counted in `declaration_`
  std::vector<syntax::Continuation> ways_;
};

} // namespace onus::lsp
