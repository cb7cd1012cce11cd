// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "llvm/ADT/StringRef.h"

#include <string>

namespace onus::driver {

/// The Markdown of a diagnostic's page as a terminal shows it best: headings strong, fenced code indented, backticks
/// and links plain, paragraphs wrapped.
std::string renderPage(llvm::StringRef markdown, bool color);

} // namespace onus::driver
