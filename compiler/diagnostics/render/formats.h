// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "diagnostics/render/report.h"

/// The formats in which findings can be told: rows of formats.def.
namespace onus::diagnostics::render {

/// What only formats for people heed.
struct Look {
  bool colour = false;
  bool notes = true; ///< also what asks for nothing to be done
};

/// Each gives the whole text of a report, which ends in a line break unless it is empty.
#define ONUS_FORMAT(NAME, WORD, READER, DOC) std::string render##NAME(const Report &report, const Look &look);
#include "diagnostics/render/formats.def"

enum class Reader { Person, Program };

struct FormatInfo {
  llvm::StringRef word; ///< `sarif`
  Reader reader;
  llvm::StringRef doc; ///< a phrase
  std::string (*render)(const Report &report, const Look &look);
};
llvm::ArrayRef<FormatInfo> allFormats();
/// The format of a word (`text` is another name for `full`), or null.
const FormatInfo *findFormat(llvm::StringRef word);

} // namespace onus::diagnostics::render
