// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "source/source_manager.h"
#include "syntax/ast.h"

#include <string>
#include <vector>

/// The text of a pattern as somebody wrote it, for rules about what was meant; the meaning is read by ir/regex_tree.h.
namespace onus::lint {

/// A `[…]` of a pattern.
struct WrittenClass {
  size_t begin = 0, end = 0; ///< bytes of the pattern, brackets included
  bool negated = false;
  std::string singles;   ///< the characters that stand for themselves, in their order; those of ranges are none
  bool repeated = false; ///< `+`, `*` or `{` follows
};
std::vector<WrittenClass> classesOf(llvm::StringRef pattern);

/// A run of letters, digits, `-` and dots, outside classes.
struct WrittenWord {
  size_t begin = 0, end = 0;
  std::string text;         ///< with its dots plain
  std::vector<size_t> dots; ///< where a dot stands that is not escaped: any character
};
std::vector<WrittenWord> wordsOf(llvm::StringRef pattern);

/// The place of some bytes of a pattern; of the whole literal where its text does not stand there byte for byte.
source::Range placeIn(const source::SourceManager &sources, const syntax::PatternExpr &pattern, size_t begin,
                      size_t end);

} // namespace onus::lint
