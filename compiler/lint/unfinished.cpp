// SPDX-License-Identifier: Apache-2.0
#include "lint/unfinished.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

namespace onus::lint {

namespace {

constexpr llvm::StringLiteral marks[] = {"changeme", "fixme", "placeholder", "tba", "tbd", "todo", "xxx", "xxxx"};

} // namespace

std::vector<std::string> wordsOf(llvm::StringRef text) {
  std::vector<std::string> words;
  bool inside = false;
  for (char each : text) {
    bool belongs = llvm::isAlnum(each);
    if (belongs && !inside)
      words.emplace_back();
    if (belongs)
      words.back() += llvm::toLower(each);
    inside = belongs;
  }
  return words;
}

bool isUnfinished(llvm::ArrayRef<std::string> words) {
  return llvm::any_of(words, [](const std::string &word) { return llvm::is_contained(marks, llvm::StringRef(word)); });
}

} // namespace onus::lint
