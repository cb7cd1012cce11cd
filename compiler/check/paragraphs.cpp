// SPDX-License-Identifier: Apache-2.0
#include "check/paragraphs.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

#include <algorithm>

namespace onus::check {

using llvm::StringRef;

Paragraphs::Paragraphs(const syntax::ControlDecl &control) {
  int64_t most = std::clamp<int64_t>(control.paragraphs.value, 0, maxParagraphs);
  auto addInserted = [&](int64_t after) {
    for (const syntax::Text &text : control.inserted) {
      StringRef number = text.value.take_while(llvm::isDigit);
      int64_t value = 0;
      bool follows = !number.empty() && !number.getAsInteger(10, value) && value <= most;
      if (follows ? value == after : after == most)
        labels_.push_back(text.value.lower());
    }
  };
  for (int64_t number = 1; number <= most; ++number) {
    labels_.push_back(std::to_string(number));
    addInserted(number);
  }
  withdrawn_.resize(labels_.size());
  for (const syntax::Text &text : control.withdrawnParts)
    if (auto index = find(text.value))
      withdrawn_[*index] = true;
}

std::optional<size_t> Paragraphs::find(StringRef label) const {
  auto found = llvm::find(labels_, label.lower());
  if (found == labels_.end())
    return std::nullopt;
  return static_cast<size_t>(found - labels_.begin());
}

} // namespace onus::check
