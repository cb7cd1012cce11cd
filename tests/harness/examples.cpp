// SPDX-License-Identifier: Apache-2.0
#include "harness/examples.h"

#include "llvm/ADT/SmallVector.h"

#include <optional>

namespace onus::harness {

namespace {

/// What a fence says about the program in it; nothing where it holds no program.
std::optional<Example> exampleAt(llvm::StringRef fence, size_t line) {
  llvm::SmallVector<llvm::StringRef, 8> words;
  fence.split(words, ' ', -1, /*KeepEmpty=*/false);
  if (words.front() != "```onus")
    return std::nullopt;
  Example example;
  example.line = line;
  size_t next = 1;
  if (next < words.size() && words[next] == "fail")
    example.fails = true, ++next;
  else if (next < words.size() && words[next] == "fixed")
    example.fixed = true, ++next;
  if (next < words.size() && words[next] == "with")
    for (++next; next < words.size(); ++next)
      example.with.push_back(words[next].str());
  return next == words.size() ? std::optional(std::move(example)) : std::nullopt;
}

} // namespace

std::vector<Example> examplesOf(llvm::StringRef page) {
  std::vector<Example> result;
  llvm::SmallVector<llvm::StringRef, 64> lines;
  page.split(lines, '\n');
  bool fence = false, ours = false;
  for (size_t i = 0; i < lines.size(); ++i) {
    if (lines[i].startswith("```")) {
      fence = !fence;
      auto example = fence ? exampleAt(lines[i], i + 1) : std::nullopt;
      ours = example.has_value();
      if (ours)
        result.push_back(std::move(*example));
    } else if (ours) {
      result.back().text += lines[i].str() + "\n";
    }
  }
  return result;
}

} // namespace onus::harness
