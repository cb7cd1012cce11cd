// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"

#include <string>
#include <vector>

/// What changed in a text, line by line.
namespace onus::format {

/// Lines [begin, end) of the old text, from 0, become lines [newBegin, newEnd) of the new one.
struct LineEdit {
  size_t begin = 0, end = 0;
  size_t newBegin = 0, newEnd = 0;
};

/// The texts with their line breaks still in them; the last line may lack one.
std::vector<llvm::StringRef> splitLines(llvm::StringRef text);

/// The edits that make one text of another that has the same words and comments, from the top down. Lines are compared
/// where they begin with the same word, so that it takes time in proportion to the texts.
std::vector<LineEdit> lineEdits(llvm::StringRef before, llvm::StringRef after);

/// Edits as a unified diff of one file, with three lines around each change; empty where nothing changed.
std::string unifiedDiff(llvm::StringRef path, llvm::StringRef before, llvm::StringRef after,
                        llvm::ArrayRef<LineEdit> edits, bool color);
/// The same of `lineEdits`.
std::string unifiedDiff(llvm::StringRef path, llvm::StringRef before, llvm::StringRef after, bool color);

} // namespace onus::format
