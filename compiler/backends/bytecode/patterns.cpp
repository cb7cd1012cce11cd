// SPDX-License-Identifier: Apache-2.0
#include "backends/bytecode/parts.h"

namespace onus::backends::bytecode {

uint32_t Patterns::row(llvm::StringRef source, unsigned uses) {
  auto [found, added] = known_.try_emplace(source, static_cast<uint32_t>(uses_.size()));
  if (added) {
    rt::PatternRow row;
    row.source = rows_.text(source);
    rows_.add<rt::Section::Patterns>(row);
    uses_.push_back(0);
  }
  uses_[found->second] |= uses;
  return found->second;
}

void Patterns::finish() {}

} // namespace onus::backends::bytecode
