// SPDX-License-Identifier: Apache-2.0
#include "scaffold/words.h"

#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringExtras.h"

namespace onus::scaffold {

using llvm::StringRef;

namespace {

/// A word begins at `at`: after something that is no letter or digit, at a capital after a small letter or digit, and
/// at the last capital of several (`HTTPStatus`).
bool begins(StringRef text, size_t at) {
  if (at == 0 || !llvm::isAlnum(text[at - 1]))
    return true;
  bool capital = text[at] >= 'A' && text[at] <= 'Z';
  bool afterCapital = text[at - 1] >= 'A' && text[at - 1] <= 'Z';
  bool beforeSmall = at + 1 < text.size() && text[at + 1] >= 'a' && text[at + 1] <= 'z';
  // `URLs` is one word.
  bool plural = at + 2 >= text.size() ? beforeSmall && text[at + 1] == 's'
                                      : text.substr(at + 1, 1) == "s" && !llvm::isAlnum(text[at + 2]);
  return capital && (!afterCapital || (beforeSmall && !plural));
}

} // namespace

std::vector<std::string> wordsOf(StringRef text) {
  std::vector<std::string> words;
  for (size_t i = 0; i < text.size(); ++i) {
    if (!llvm::isAlnum(text[i]))
      continue;
    if (begins(text, i))
      words.emplace_back();
    words.back() += llvm::toLower(text[i]);
  }
  return words;
}

std::string plain(StringRef word) {
  if (word.size() <= 3)
    return word == "ids" ? "id" : word.str();
  for (StringRef whole : {"status", "address", "access", "analysis", "bus", "news", "process", "press", "dns", "https",
                          "kubernetes", "analytics", "always", "this", "class", "pass", "canvas", "alias", "series"})
    if (word == whole)
      return word.str();
  if (word.endswith("ies"))
    return (word.drop_back(3) + "y").str();
  for (StringRef ending : {"sses", "shes", "ches", "xes"})
    if (word.endswith(ending))
      return word.drop_back(2).str();
  return word.endswith("s") && !word.endswith("ss") ? word.drop_back().str() : word.str();
}

StringRef firstSentence(StringRef text) {
  text = text.ltrim();
  size_t words = 0;
  for (size_t i = 0; i < text.size(); ++i) {
    words += text[i] == ' ';
    bool stop = text[i] == '.' && (i + 1 == text.size() || text[i + 1] == ' ' || text[i + 1] == '\n');
    if ((stop || text[i] == '\n') && words >= 2)
      return text.take_front(i);
  }
  return text;
}

std::string joined(const std::vector<std::string> &words) {
  std::string out = "_";
  for (const std::string &word : words)
    out += plain(word) + "_";
  return out;
}

bool holds(StringRef joinedWords, StringRef phrase) {
  for (size_t at = joinedWords.find(phrase); at != StringRef::npos; at = joinedWords.find(phrase, at + 1))
    if (at > 0 && joinedWords[at - 1] == '_' && joinedWords.substr(at + phrase.size()).startswith("_"))
      return true;
  return false;
}

std::vector<StringRef> listed(StringRef row) {
  llvm::SmallVector<StringRef, 32> parts;
  row.split(parts, ' ', -1, false);
  return {parts.begin(), parts.end()};
}

} // namespace onus::scaffold
