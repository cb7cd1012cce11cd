// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "llvm/ADT/StringRef.h"

#include <cstdint>
#include <string>
#include <vector>

/// What stands between the quotes of strings and patterns.
namespace onus::syntax {

/// A backslash and what follows it, where that is no escape: bytes [begin, end) of the body.
struct BadEscape {
  uint32_t begin = 0;
  uint32_t end = 0;
};

/// Follows the escapes `\"`, `\\`, `\n`, `\t`, `\r` and `\u{1F600}` in the body of a string. A wrong escape is kept as
/// it stands and added to `bad`.
std::string unescape(llvm::StringRef body, std::vector<BadEscape> &bad);

/// The text of a pattern: `\"` is a quote, every other backslash belongs to the regular expression.
std::string unescapePattern(llvm::StringRef body);

/// What stands between the quotes of a word that is a string or a pattern, closed or not, in whatever quotes.
llvm::StringRef quotedBody(llvm::StringRef word);

/// The other way: `text` as it would be written between double quotes.
std::string escape(llvm::StringRef text);

/// Appends a Unicode scalar value as UTF-8.
void appendUtf8(uint32_t scalar, std::string &out);

} // namespace onus::syntax
