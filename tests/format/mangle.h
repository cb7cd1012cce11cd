// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "llvm/ADT/StringRef.h"

#include <cstdint>
#include <string>

/// The same program in another layout, as people who do not care would leave it.
namespace onus::tests {

enum class Mangling {
  OneLine,  ///< a line ends only where a comment ends it
  Random,   ///< any number of blanks and line breaks between words, but no empty lines
  Comments, ///< the same, with new comments between words
};

/// The text with what stands between its words drawn anew. No word moves to the first column of a line, where a keyword
/// would begin a declaration. The same seed gives the same text.
std::string mangled(llvm::StringRef text, Mangling how, uint32_t seed);

/// The text without its empty lines.
std::string withoutEmptyLines(llvm::StringRef text);

} // namespace onus::tests
