// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "syntax/token.h"

#include <string>
#include <vector>

namespace onus::tests {

/// A text of Onus and where it comes from: `tests/files/syntax/words/dates.onus`, or with the part of a file test.
struct Text {
  std::string name;
  std::string text;
};

/// A case of the corpus of the grammar, with the tree that is expected of it.
struct CorpusCase {
  Text source;
  std::string tree; ///< on one line
};

std::string wholeText(const std::string &file);

/// Every text of Onus at or below a path: .onus files, in parts where they are file tests, and the corpus of a grammar
/// (.txt).
std::vector<Text> textsBelow(const std::string &path);
std::vector<CorpusCase> corpusBelow(const std::string &folder);

/// Slightly wrong variants of a text: each word left out, replaced by every keyword, symbol and kind of literal, or
/// followed by one. Many of them are right.
class Mutants {
public:
  explicit Mutants(Text text);
  size_t size() const;
  Text operator[](size_t index) const;

private:
  static constexpr size_t forms = 2;
  static const std::vector<std::string> &others();
  Text text_;
  std::vector<syntax::Token> words_; ///< of the text, with its end
};

} // namespace onus::tests
