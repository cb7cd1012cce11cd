// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "diagnostics/render/style.h"
#include "source/source_manager.h"

#include <string>
#include <vector>

namespace onus::diagnostics::render {

/// A range to mark in a snippet.
struct Mark {
  source::Range range;
  std::string label; ///< may be empty
  bool primary = false;
};

/// Draws the lines of one text that marks touch, between gutters.
struct SnippetStyle {
  size_t gutter = 1; ///< the width of the widest line number
  bool colour = false;
  Role primary = Role::Error;
};
/// `marks` are of one file. Opens with an empty gutter line.
std::string snippet(const source::SourceManager &sources, std::vector<Mark> marks, const SnippetStyle &style);

/// ` 12 | ` or, without a number, `    | `.
std::string gutter(const SnippetStyle &style, uint32_t line = 0, llvm::StringRef separator = "|");

} // namespace onus::diagnostics::render
