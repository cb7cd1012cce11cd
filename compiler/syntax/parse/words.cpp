// SPDX-License-Identifier: Apache-2.0
#include "syntax/parse/words.h"

#include <algorithm>

namespace onus::syntax {

using diagnostics::Kind;

bool Words::mistakeIn(size_t first, size_t end) const {
  auto found = std::lower_bound(mistakes.begin(), mistakes.end(), first);
  return found != mistakes.end() && *found <= end;
}

bool readable(llvm::StringRef text, source::FileId file, diagnostics::Reporter &reporter, const Limits &limits) {
  if (text.size() <= limits.bytes)
    return true;
  reporter.report<Kind::FileTooLarge>({file, 0, 0}, text.size(), limits.bytes);
  return false;
}

Words readWords(llvm::StringRef text, source::FileId, diagnostics::Reporter &) { return {lex(text), {}}; }

} // namespace onus::syntax
