// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "check/program.h"
#include "support/split_text.h"

namespace onus::tests {

/// Answers for the files that a program names, from texts in memory.
class MemoryReader : public check::FileReader {
public:
  explicit MemoryReader(const Files &files) : files_(files.begin(), files.end()) {}
  std::optional<std::string> read(llvm::StringRef, llvm::StringRef path, std::string &error) override {
    auto found = files_.find(path.str());
    if (found != files_.end())
      return found->second;
    error = "there is no such file";
    return std::nullopt;
  }

private:
  std::map<std::string, std::string> files_;
};

} // namespace onus::tests
