// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "syntax/token.h"

#include "antlr4-runtime.h"

#include "llvm/ADT/ArrayRef.h"

#include <vector>

/// What ANTLR's parser reads: the words of one declaration, then the end. Words are a few bytes each and their texts
/// are never copied, which is most of the difference to ANTLR's own token stream.
namespace onus::syntax {

/// A token as ANTLR wants to see it. `index` counts the words of the whole file.
class Word final : public antlr4::Token {
public:
  Word(syntax::Token token, bool last, uint32_t index, uint32_t position)
      : token_(token), last_(last), index_(index), position_(position) {}

  syntax::TokenKind kind() const { return last_ ? TokenKind::End : token_.kind; }
  uint32_t begin() const { return token_.begin; }
  uint32_t end() const { return last_ ? token_.begin : token_.end; }
  uint32_t index() const { return index_; }

  size_t getType() const override { return last_ ? antlr4::Token::EOF : static_cast<size_t>(token_.kind); }
  size_t getTokenIndex() const override { return position_; }
  size_t getStartIndex() const override { return token_.begin; }
  size_t getStopIndex() const override { return token_.end; }
  size_t getChannel() const override { return antlr4::Token::DEFAULT_CHANNEL; }
  size_t getLine() const override { return 0; }
  size_t getCharPositionInLine() const override { return 0; }
  std::string getText() const override { return {}; }
  antlr4::TokenSource *getTokenSource() const override { return nullptr; }
  antlr4::CharStream *getInputStream() const override { return nullptr; }
  std::string toString() const override { return {}; }

private:
  syntax::Token token_;
  bool last_;         ///< stands for the end of the stream, where `token_` is what follows it in the file
  uint32_t index_;    ///< among the words of the file
  uint32_t position_; ///< in the stream
};

inline const Word &asWord(const antlr4::Token *token) { return *static_cast<const Word *>(token); }

class WordStream final : public antlr4::TokenStream {
public:
  /// Holds words [first, last) of a file; `words[last]` must exist and stands for the end.
  void load(llvm::ArrayRef<syntax::Token> words, size_t first, size_t last);

  antlr4::Token *LT(ssize_t distance) override;
  size_t LA(ssize_t distance) override;
  void consume() override;
  size_t index() override { return next_; }
  void seek(size_t index) override { next_ = std::min(index, words_.size() - 1); }
  size_t size() override { return words_.size(); }
  ssize_t mark() override { return 0; }
  void release(ssize_t) override {}
  antlr4::Token *get(size_t index) const override { return const_cast<Word *>(&words_[index]); }
  antlr4::TokenSource *getTokenSource() const override { return nullptr; }
  std::string getSourceName() const override { return {}; }
  std::string getText(const antlr4::misc::Interval &) override { return {}; }
  std::string getText() override { return {}; }
  std::string getText(antlr4::RuleContext *) override { return {}; }
  std::string getText(antlr4::Token *, antlr4::Token *) override { return {}; }

private:
  std::vector<Word> words_;
  size_t next_ = 0;
};

} // namespace onus::syntax
