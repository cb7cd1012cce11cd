// SPDX-License-Identifier: Apache-2.0
#include "lsp/completion/item.h"

#include "llvm/ADT/StringExtras.h"

namespace onus::lsp {

std::string snippetText(llvm::StringRef text) {
  std::string result;
  for (char c : text) {
    if (c == '$' || c == '}' || c == '\\')
      result += '\\';
    result += c;
  }
  return result;
}

bool mayMean(llvm::StringRef typed, llvm::StringRef word) {
  for (char c : typed) {
    size_t at = word.find_if([&](char each) { return llvm::toLower(each) == llvm::toLower(c); });
    if (at == llvm::StringRef::npos)
      return false;
    word = word.drop_front(at + 1);
  }
  return true;
}

} // namespace onus::lsp
