// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "syntax/outline.h"

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringRef.h"

#include <vector>

/// What the formatter reads: a text, its words and comments, and which rules of the grammar cover them.
namespace onus::format {

using syntax::RuleKind;
using syntax::TokenKind;

class Source;

/// A node of the outline. It borrows the source.
class Node {
public:
  Node(const Source &source, uint32_t index) : source_(&source), index_(index) {}

  RuleKind rule() const;
  uint32_t first() const; ///< its first word
  uint32_t end() const;   ///< the word after its last one
  uint32_t index() const { return index_; }
  TokenKind firstKind() const;
  /// What the node consists of when nothing but one node in it says more: `approved by …` in a clause of an exception.
  Node inner() const;

private:
  const Source *source_;
  uint32_t index_;
};

/// A word or a node among those that a node consists of.
struct Part {
  static constexpr uint32_t none = UINT32_MAX;
  uint32_t word = 0;    ///< the word, or the first word of the node
  uint32_t node = none; ///< the index of a node
  bool isNode() const { return node != none; }
};
using Parts = llvm::SmallVector<Part, 8>;

class Source {
public:
  /// The text and its outline must outlive the source, and the text must have been read without an error.
  Source(llvm::StringRef text, const syntax::Outline &outline);

  const syntax::OutlineNode &node(uint32_t index) const { return outline_.nodes[index]; }
  /// The package clause, the `use` clauses and the declarations.
  std::vector<Node> top() const;
  Parts parts(Node node) const;
  Node node(const Part &part) const { return {*this, part.node}; }

  uint32_t wordCount() const { return static_cast<uint32_t>(outline_.tokens.words.size() - 1); }
  const syntax::Token &word(uint32_t index) const { return outline_.tokens.words[index]; }
  TokenKind kind(uint32_t index) const { return word(index).kind; }
  bool is(const Part &part, TokenKind kind) const { return !part.isNode() && this->kind(part.word) == kind; }
  bool is(const Part &part, RuleKind rule) const { return part.isNode() && node(part.node).rule == rule; }
  llvm::StringRef text(const syntax::Token &token) const { return text_.slice(token.begin, token.end); }
  llvm::ArrayRef<syntax::Token> comments() const { return outline_.tokens.comments; }
  /// The first comment behind an offset; the number of comments where there is none.
  size_t commentFrom(uint32_t offset) const;

  /// No blank stands before the word when the one before it is on its line.
  bool tight(uint32_t word) const { return tight_[word]; }
  uint32_t width(uint32_t word) const { return columns_[word + 1] - columns_[word] - !tight_[word]; }
  /// Of the words [first, end) on one line.
  uint32_t width(uint32_t first, uint32_t end) const {
    return first == end ? 0 : columns_[end] - columns_[first] - !tight_[first];
  }
  /// A comment stands somewhere between the words [first, end).
  bool commentWithin(uint32_t first, uint32_t end) const;
  /// How many line breaks stand between two offsets.
  unsigned lineBreaks(uint32_t begin, uint32_t end) const;
  /// An empty line stands somewhere between the word and the one before it.
  bool blankBefore(uint32_t word) const;

private:
  void tighten();
  void tightenNode(uint32_t index);

  llvm::StringRef text_;
  const syntax::Outline &outline_;
  std::vector<bool> tight_;
  std::vector<uint32_t> columns_; ///< where each word, with the blank before it, would begin if all stood on one line
};

} // namespace onus::format
