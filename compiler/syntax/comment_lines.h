// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "llvm/ADT/StringRef.h"

namespace onus::syntax {

/// True where an offset lies on a line that is nothing but a comment. For quick looks at texts that are not parsed.
inline bool onCommentLine(llvm::StringRef text, size_t at) {
  llvm::StringRef before = text.take_front(at);
  return before.substr(before.rfind('\n') + 1).ltrim(" \t").startswith("//");
}

} // namespace onus::syntax
