// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "llvm/ADT/StringRef.h"

#include <string>
#include <vector>

/// Names of tools and arguments as words, whatever they are joined by.
namespace onus::scaffold {

/// The words of a name or a sentence in lower case: `getHTTPStatus`, `get-http-status` and `get_http_status` have the
/// same ones.
std::vector<std::string> wordsOf(llvm::StringRef text);

/// The singular of an English noun and the plain form of a verb, as far as an ending shows it (`entities`,
/// `retrieves`).
std::string plain(llvm::StringRef word);

/// The first sentence of a description: up to a full stop, or a line's end after some words.
llvm::StringRef firstSentence(llvm::StringRef text);

/// Plain words joined by `_`, with one at each end, so that a phrase can be looked for whole.
std::string joined(const std::vector<std::string> &words);

/// The word or phrase stands in joined words.
bool holds(llvm::StringRef joinedWords, llvm::StringRef phrase);

/// Splits a row of a table at its blanks.
std::vector<llvm::StringRef> listed(llvm::StringRef row);

} // namespace onus::scaffold
