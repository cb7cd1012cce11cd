// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "llvm/ADT/StringRef.h"

#include <string>

namespace onus::driver {

/// What stands above the examples of a page.
enum class PageLabels {
  OfCode, ///< "does not compile:", "compiles:"
  OfRule, ///< "found:", "passes:", "after the fix:"
};

/// The Markdown of a page as a terminal shows it best: headings strong, fenced code indented under a label, backticks
/// and links plain, paragraphs wrapped.
std::string renderPage(llvm::StringRef markdown, PageLabels labels, bool color);

} // namespace onus::driver
