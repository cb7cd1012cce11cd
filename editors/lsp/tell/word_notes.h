// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"

namespace onus::lsp {

/// A sentence or two about a word of the language, for who meets it in a text.
struct WordNote {
  llvm::StringRef word;    ///< `escalate`, `session.id`
  llvm::StringRef page;    ///< of docs/reference, without its ending
  llvm::StringRef heading; ///< in that page
  llvm::StringRef text;    ///< words of the source in backticks
};

llvm::ArrayRef<WordNote> allWordNotes();
/// Null for a word that is none of the language's.
const WordNote *findWordNote(llvm::StringRef word);

} // namespace onus::lsp
