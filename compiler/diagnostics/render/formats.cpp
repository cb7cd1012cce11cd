// SPDX-License-Identifier: Apache-2.0
#include "diagnostics/render/formats.h"

#include "llvm/ADT/STLExtras.h"

namespace onus::diagnostics::render {

llvm::ArrayRef<FormatInfo> allFormats() {
  static constexpr FormatInfo rows[] = {
#define ONUS_FORMAT(NAME, WORD, READER, DOC) {llvm::StringLiteral(WORD), Reader::READER, DOC, render##NAME},
#include "diagnostics/render/formats.def"
  };
  return rows;
}

const FormatInfo *findFormat(llvm::StringRef word) {
  auto found = llvm::find_if(allFormats(),
                             [&](const FormatInfo &each) { return each.word == (word == "text" ? "full" : word); });
  return found == allFormats().end() ? nullptr : found;
}

} // namespace onus::diagnostics::render
