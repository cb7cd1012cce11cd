// SPDX-License-Identifier: Apache-2.0
#include "ir/like.h"

namespace onus::ir {

bool like(llvm::StringRef text, llvm::StringRef glob) {
  size_t at = 0, in = 0, star = llvm::StringRef::npos, mark = 0;
  while (at < text.size()) {
    if (in < glob.size() && glob[in] == '*') {
      star = in++;
      mark = at;
    } else if (in < glob.size() && glob[in] == text[at]) {
      ++in;
      ++at;
    } else if (star != llvm::StringRef::npos) { // let the last star take one more
      in = star + 1;
      at = ++mark;
    } else {
      return false;
    }
  }
  return glob.drop_front(in).find_first_not_of('*') == llvm::StringRef::npos;
}

} // namespace onus::ir
