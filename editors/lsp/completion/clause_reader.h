// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "syntax/parse/declarations.h"

#include <vector>

namespace onus::lsp {

/// Leaves out the clauses that have ended from a declaration that breaks off, so that no mistake in them matters. What
/// a clause is, is told from how the text is laid out: in braces, a line that is indented no further than the first
/// one begins a clause.
class ClauseReader {
public:
  explicit ClauseReader(syntax::Layout layout) : layout_(layout), blocks_(1) {}

  /// Reads a word of the text; they come in order.
  void read(size_t word);
  /// What was read, without the clauses that have ended.
  std::vector<syntax::Token> takeWords() { return std::move(words_); }
  /// The first words of the clauses read in the outermost block that is open, and in the innermost.
  std::vector<size_t> outermostClauses() const {
    return blocks_.size() > 1 ? blocks_[1].clauses : std::vector<size_t>();
  }
  std::vector<size_t> innermostClauses() const { return blocks_.back().clauses; }
  /// The clauses that follow in the innermost block from a word on.
  std::vector<size_t> clausesFrom(size_t word) const;

private:
  struct Block {
    size_t contents = 0; ///< where its words begin among those kept
    bool braces = false;
    uint32_t column = UINT32_MAX; ///< of its first line
    std::vector<size_t> clauses;
  };
  bool beginsClause(const Block &block, size_t word) const;

  syntax::Layout layout_;
  std::vector<Block> blocks_; ///< the first one is what lies outside all brackets
  std::vector<syntax::Token> words_;
};

} // namespace onus::lsp
