// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "syntax/outline.h"

#include "llvm/ADT/StringRef.h"

#include <optional>
#include <string>

/// Formatting: from a text to the same words and comments in the one layout that the language has. The result depends
/// on the words, the comments, whether a comment stands on a line of its own, and on where there are empty lines; on
/// nothing else of how the text was laid out.
namespace onus::format {

/// Formats a text that was read without an error; `outline` is what `syntax::parse` filled in. Lines end in `\n`; a
/// byte order mark goes. Takes time in proportion to the text.
std::string format(llvm::StringRef text, const syntax::Outline &outline);

/// The same from the text alone, or nothing where it has a syntax error.
std::optional<std::string> format(llvm::StringRef text);

/// True where both texts consist of the same words and comments in the same order: what formatting promises. Whoever
/// replaces a file asks, so that a defect of the formatter never costs anybody a line.
bool sameWords(llvm::StringRef left, llvm::StringRef right);

} // namespace onus::format
