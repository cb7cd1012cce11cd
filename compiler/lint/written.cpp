// SPDX-License-Identifier: Apache-2.0
#include "lint/written.h"

namespace onus::lint {

bool isWithin(source::Range inner, source::Range outer) {
  return inner.valid() && inner.file == outer.file && inner.begin >= outer.begin && inner.end <= outer.end;
}

std::string quoted(llvm::StringRef text) {
  std::string result = "\"";
  for (char letter : text)
    result += letter == '"' || letter == '\\' ? std::string("\\") + letter : std::string(1, letter);
  return result + "\"";
}

} // namespace onus::lint
