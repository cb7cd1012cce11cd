// SPDX-License-Identifier: Apache-2.0
#include "lsp/text_difference.h"

#include <algorithm>

namespace onus::lsp {

Common::Common(llvm::StringRef left, llvm::StringRef right) {
  size_t shorter = std::min(left.size(), right.size());
  auto [at, same] = std::mismatch(left.begin(), left.begin() + static_cast<ptrdiff_t>(shorter), right.begin());
  front = static_cast<uint32_t>(at - left.begin());
  while (back < shorter - front && left[left.size() - 1 - back] == right[right.size() - 1 - back])
    ++back;
}

std::optional<std::pair<uint32_t, uint32_t>> moved(llvm::StringRef from, llvm::StringRef to, uint32_t begin,
                                                   uint32_t end) {
  if (from == to)
    return std::make_pair(begin, end);
  Common common(from, to);
  if (end <= common.front)
    return std::make_pair(begin, end);
  if (begin < from.size() - common.back)
    return std::nullopt;
  auto shift = static_cast<int64_t>(to.size()) - static_cast<int64_t>(from.size());
  return std::make_pair(static_cast<uint32_t>(begin + shift), static_cast<uint32_t>(end + shift));
}

} // namespace onus::lsp
