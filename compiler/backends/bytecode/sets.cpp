// SPDX-License-Identifier: Apache-2.0
#include "backends/bytecode/parts.h"
#include "backends/bytecode/perfect_set.h"

namespace onus::backends::bytecode {

uint32_t addSet(Rows &rows, llvm::ArrayRef<llvm::StringRef> keys, llvm::ArrayRef<uint32_t> values) {
  auto found = findPerfectSet(keys);
  if (!found) {
    rows.refuse("no perfect hash was found for " + std::to_string(keys.size()) + " texts, `" + keys.front().str() +
                "` among them");
    return rt::none;
  }
  rt::SetRow row;
  row.seed = found->seed;
  row.displacements = rows.share<rt::Section::Indexes>(found->displacements);
  std::vector<rt::TextRef> texts;
  std::vector<uint32_t> ordered;
  for (uint32_t key : found->keys) {
    texts.push_back(rows.text(keys[key]));
    if (!values.empty())
      ordered.push_back(values[key]);
  }
  row.keys = rows.share<rt::Section::TextRefs>(texts);
  row.values = rows.share<rt::Section::Indexes>(ordered);
  return rows.shareOne<rt::Section::Sets>(row);
}

} // namespace onus::backends::bytecode
