// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "lsp/view.h"

#include <map>

namespace onus::lsp {

/// One replacement in a text of a view.
struct Replacement {
  uint32_t begin = 0, end = 0;
  std::string text;
};
/// By file, in order of place; they do not overlap.
using Replacements = std::map<uint32_t, std::vector<Replacement>>;

/// Compiles a view's texts with replacements and compares. Every word must mean what it meant, and nothing new may be
/// found. Nothing where that is so; else what is not, in the words of a reason: lower case, without a full stop. Only
/// files that hold one of `words` can differ in what their words mean.
std::optional<std::string> whatBreaks(const View &view, const Replacements &replacements,
                                      llvm::ArrayRef<llvm::StringRef> words);

} // namespace onus::lsp
