// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "syntax/outline.h"

#include "llvm/ADT/ArrayRef.h"

#include <bitset>

/// What the grammar says may come next where a text breaks off: for whoever proposes words to a person who is typing.
namespace onus::syntax {

/// Kinds of word, by number.
using WordKinds = std::bitset<256>;

inline bool has(const WordKinds &kinds, TokenKind kind) { return kinds.test(static_cast<size_t>(kind)); }

/// A rule of the grammar that has begun and not ended.
struct OpenRule {
  static constexpr size_t none = SIZE_MAX;
  RuleKind rule = RuleKind::File;
  size_t first = 0;        ///< the word that it begins with; the number of words where the next one begins it
  size_t keyword = none;   ///< the last word in it that the grammar spells out: of `by`, `members`, `call`
  size_t separator = none; ///< the last symbol or literal in it, the words of rules within it left out
};

/// One way to go on.
struct Continuation {
  WordKinds next;              ///< where a name may stand, every word that may be one, `Identifier` among them
  std::vector<OpenRule> rules; ///< which the next word belongs to, the outermost first
  bool isName() const { return has(next, TokenKind::Identifier); }
  const OpenRule &innermost() const { return rules.back(); }
};

/// All ways in which a file may go on after these words, which are a part of one: from the beginning of the file or of
/// a declaration on. Nothing where the grammar does not allow the words. Takes time in proportion to them.
std::vector<Continuation> continuations(llvm::ArrayRef<Token> words);

} // namespace onus::syntax
