// SPDX-License-Identifier: Apache-2.0
#include "harness/examples.h"

#include "llvm/ADT/SmallVector.h"

namespace onus::harness {

std::vector<Example> examplesOf(llvm::StringRef page) {
  std::vector<Example> result;
  llvm::SmallVector<llvm::StringRef, 64> lines;
  page.split(lines, '\n');
  bool fence = false, ours = false;
  for (size_t i = 0; i < lines.size(); ++i) {
    if (lines[i].startswith("```")) {
      fence = !fence;
      ours = fence && (lines[i] == "```onus" || lines[i] == "```onus fail" || lines[i] == "```onus fixed");
      if (ours)
        result.push_back({lines[i].endswith(" fail"), lines[i].endswith(" fixed"), i + 1, {}});
    } else if (ours) {
      result.back().text += lines[i].str() + "\n";
    }
  }
  return result;
}

} // namespace onus::harness
