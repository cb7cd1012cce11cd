// SPDX-License-Identifier: Apache-2.0
#include "ir/text_search.h"

#include <cstdint>
#include <vector>

namespace onus::ir {

/// Knuth, Morris and Pratt: `border[n]` is the length of the longest text that both begins and ends the first n + 1
/// bytes of the part, other than they themselves.
bool findText(llvm::StringRef text, llvm::StringRef part, llvm::function_ref<bool(size_t)> take) {
  if (part.empty() || part.size() > text.size())
    return false;
  std::vector<uint32_t> border(part.size());
  for (uint32_t at = 1, length = 0; at < part.size(); ++at) {
    while (length > 0 && part[at] != part[length])
      length = border[length - 1];
    length += part[at] == part[length];
    border[at] = length;
  }
  uint32_t length = 0;
  for (size_t at = 0; at < text.size(); ++at) {
    while (length > 0 && text[at] != part[length])
      length = border[length - 1];
    length += text[at] == part[length];
    if (length < part.size())
      continue;
    if (take(at + 1 - part.size()))
      return true;
    length = border[length - 1];
  }
  return false;
}

} // namespace onus::ir
