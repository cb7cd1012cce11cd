// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "llvm/ADT/StringRef.h"

#include <cstdint>
#include <optional>
#include <string>

/// Characters that make a text look like another one: invisible ones, those that reorder what is shown, and letters of
/// other scripts that look like Latin ones. What is read and what is meant must be the same.
namespace onus::source {

/// One Unicode scalar value of a UTF-8 text.
struct Scalar {
  uint32_t value = 0;
  uint32_t length = 0; ///< in bytes; 0 where no well-formed UTF-8 stands
};
/// Reads the scalar at the start of a text.
Scalar readScalar(llvm::StringRef text);

/// The offset of the first byte that is not UTF-8.
std::optional<size_t> invalidUtf8(llvm::StringRef text);

/// What an invisible or reordering character is called ("a right-to-left override"); empty for every other one.
llvm::StringRef hiddenName(uint32_t scalar);
/// It reorders text, breaks a line for some editors, or controls a terminal: an error in comments too.
bool hiddenInComments(uint32_t scalar);

/// The ASCII character that a letter or sign of another script looks like, or 0.
char looksLike(uint32_t scalar);

/// A letter of any script.
bool isLetter(uint32_t scalar);

/// `U+202E`
std::string codePoint(uint32_t scalar);

/// The offset of a letter that passes for an ASCII one: in a word that has ASCII letters too, or in a text of which no
/// other letter shows a script. What stands behind a backslash is passed over.
std::optional<uint32_t> lookAlike(llvm::StringRef text);

/// What a text holds that its reader does not see, or takes for another character: "a zero-width space (U+200B)";
/// empty where there is nothing of the kind.
std::string disguise(llvm::StringRef text);
/// The same of prose, in which joiners, blanks of every width and letters of every script have their place: what
/// reorders it, controls a terminal, or hides words in it.
std::string disguiseInProse(llvm::StringRef text);

} // namespace onus::source
