// SPDX-License-Identifier: Apache-2.0
#include "lint/pattern_text.h"

#include "llvm/ADT/StringExtras.h"

namespace onus::lint {

namespace {

/// The end of what a backslash begins: `\.`, `\x41`, `\x{1F600}`.
size_t endOfEscape(llvm::StringRef pattern, size_t at) {
  if (pattern.substr(at).startswith("\\x{"))
    return std::min(pattern.find('}', at), pattern.size() - 1) + 1;
  return std::min(at + (pattern.substr(at).startswith("\\x") ? 4 : 2), pattern.size());
}

WrittenClass classAt(llvm::StringRef pattern, size_t begin) {
  WrittenClass found;
  found.begin = begin;
  size_t at = begin + 1;
  found.negated = at < pattern.size() && pattern[at] == '^';
  at += found.negated;
  while (at < pattern.size() && pattern[at] != ']') {
    bool escaped = pattern[at] == '\\';
    size_t next = escaped ? endOfEscape(pattern, at) : at + 1;
    bool range = next + 1 < pattern.size() && pattern[next] == '-' && pattern[next + 1] != ']';
    if (range)
      next = pattern[next + 1] == '\\' ? endOfEscape(pattern, next + 1) : next + 2;
    else if (!escaped)
      found.singles += pattern[at];
    else if (pattern[at + 1] == '.')
      found.singles += '.';
    at = next;
  }
  found.end = std::min(at + 1, pattern.size());
  found.repeated = found.end < pattern.size() && llvm::StringRef("+*{").contains(pattern[found.end]);
  return found;
}

bool isWordLetter(char letter) { return llvm::isAlnum(letter) || letter == '-'; }

} // namespace

std::vector<WrittenClass> classesOf(llvm::StringRef pattern) {
  std::vector<WrittenClass> found;
  for (size_t at = 0; at < pattern.size();) {
    if (pattern[at] == '[') {
      found.push_back(classAt(pattern, at));
      at = found.back().end;
    } else {
      at = pattern[at] == '\\' ? endOfEscape(pattern, at) : at + 1;
    }
  }
  return found;
}

std::vector<WrittenWord> wordsOf(llvm::StringRef pattern) {
  std::vector<WrittenWord> found;
  WrittenWord word;
  auto finish = [&](size_t end) {
    word.end = end;
    if (!word.text.empty())
      found.push_back(word);
    word = {};
  };
  for (size_t at = 0; at < pattern.size();) {
    bool escapedDot = pattern.substr(at).startswith("\\.");
    bool belongs = escapedDot || pattern[at] == '.' || isWordLetter(pattern[at]);
    if (belongs && word.text.empty())
      word.begin = at;
    if (belongs) {
      if (pattern[at] == '.')
        word.dots.push_back(at);
      word.text += escapedDot ? '.' : pattern[at];
      at += escapedDot ? 2 : 1;
      continue;
    }
    finish(at);
    at = pattern[at] == '[' ? classAt(pattern, at).end : pattern[at] == '\\' ? endOfEscape(pattern, at) : at + 1;
  }
  finish(pattern.size());
  return found;
}

source::Range placeIn(const source::SourceManager &sources, const syntax::PatternExpr &pattern, size_t begin,
                      size_t end) {
  source::Range range = pattern.range;
  if (sources.text(range) != "r\"" + pattern.value.str() + "\"")
    return range;
  range.begin = pattern.range.begin + 2 + static_cast<uint32_t>(begin);
  range.end = pattern.range.begin + 2 + static_cast<uint32_t>(end);
  return range;
}

} // namespace onus::lint
