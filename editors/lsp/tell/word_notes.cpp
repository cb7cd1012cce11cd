// SPDX-License-Identifier: Apache-2.0
#include "lsp/tell/word_notes.h"

#include "llvm/ADT/STLExtras.h"

namespace onus::lsp {

llvm::ArrayRef<WordNote> allWordNotes() {
  static constexpr WordNote notes[] = {
#define ONUS_WORD_NOTE(WORD, PAGE, HEADING, TEXT) {WORD, PAGE, HEADING, TEXT},
#include "lsp/tell/word_notes.def"
  };
  return notes;
}

const WordNote *findWordNote(llvm::StringRef word) {
  auto notes = allWordNotes();
  auto found = llvm::find_if(notes, [&](const WordNote &note) { return note.word == word; });
  return found == notes.end() ? nullptr : &*found;
}

} // namespace onus::lsp
