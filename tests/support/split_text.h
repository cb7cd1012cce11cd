// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringRef.h"

#include <map>
#include <string>
#include <utility>
#include <vector>

namespace onus::tests {

/// The files of a test: (name, text), at least one.
using Files = std::vector<std::pair<std::string, std::string>>;

/// Splits a text at its lines `// --- name`. What stands before the first of them is the file `first`, unless it is
/// empty. Of two files of one name the second is dropped.
inline Files splitFiles(llvm::StringRef text, llvm::StringRef first = "main.onus") {
  Files files = {{first.str(), ""}};
  while (!text.empty()) {
    size_t end = text.find('\n');
    llvm::StringRef line = text.take_front(end == llvm::StringRef::npos ? text.size() : end + 1);
    text = text.drop_front(line.size());
    llvm::StringRef name = line.trim();
    if (name.consume_front("// --- ") && !name.trim().empty())
      files.emplace_back(name.trim().str(), "");
    else
      files.back().second += line.str();
  }
  if (files.size() > 1 && files.front().second.empty())
    files.erase(files.begin());
  std::map<std::string, bool> seen;
  llvm::erase_if(files, [&](const auto &file) { return !seen.emplace(file.first, true).second; });
  return files;
}

} // namespace onus::tests
