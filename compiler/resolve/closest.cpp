// SPDX-License-Identifier: Apache-2.0
#include "resolve/names.h"

#include <algorithm>

namespace onus::resolve {

std::string closest(llvm::StringRef word, llvm::ArrayRef<llvm::StringRef> candidates) {
  llvm::StringRef best;
  // One letter of two is no likeness.
  unsigned limit = word.size() < 3 ? 0 : std::max<unsigned>(1, static_cast<unsigned>(word.size()) / 3);
  unsigned bestDistance = limit + 1;
  for (llvm::StringRef candidate : candidates) {
    if (candidate == word)
      continue;
    unsigned distance = candidate.equals_insensitive(word) ? 0 : word.edit_distance(candidate, true, limit);
    bool nearer = distance < bestDistance || (distance == bestDistance && !best.empty() && candidate < best);
    if (distance <= limit && nearer) {
      best = candidate;
      bestDistance = distance;
    }
  }
  return best.str();
}

} // namespace onus::resolve
