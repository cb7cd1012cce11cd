// SPDX-License-Identifier: Apache-2.0
#include "evaluate/mention.h"

#include "ir/text_search.h"

#include "llvm/ADT/StringExtras.h"

namespace onus::evaluate {

namespace {

bool isWord(char letter) { return llvm::isAlnum(letter); }

/// The match at `at` stands alone: its edges do not continue a word of the text.
bool standsAlone(llvm::StringRef text, size_t at, llvm::StringRef value) {
  size_t end = at + value.size();
  if (isWord(value.front()) && at > 0 && isWord(text[at - 1]))
    return false;
  return !(isWord(value.back()) && end < text.size() && isWord(text[end]));
}

} // namespace

bool mentions(llvm::StringRef text, llvm::StringRef value) {
  if (value.empty() || value.size() > text.size())
    return false;
  std::string haystack = text.lower(), needle = value.lower();
  return ir::findText(haystack, needle, [&](size_t at) { return standsAlone(text, at, value); });
}

} // namespace onus::evaluate
