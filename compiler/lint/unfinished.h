// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"

#include <string>
#include <vector>

/// Texts that somebody meant to write later.
namespace onus::lint {

/// The runs of ASCII letters and digits of a text, in small letters.
std::vector<std::string> wordsOf(llvm::StringRef text);

/// One of the words, as `wordsOf` gives them, says that the text is still to be written: `todo`, `tbd`.
bool isUnfinished(llvm::ArrayRef<std::string> words);

} // namespace onus::lint
