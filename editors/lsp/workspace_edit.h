// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "diagnostics/diagnostic.h"
#include "lsp/session.h"

#include <map>

namespace onus::lsp {

/// What a text says now: as the editor shows it, else as it lies on disk; nothing where it cannot be read.
std::optional<std::string> currentText(const Session &session, llvm::StringRef path);

/// Changes to texts, in the form that the client takes. Files are named by their absolute paths. What is inserted gets
/// the line breaks of its text.
class WorkspaceEdit {
public:
  explicit WorkspaceEdit(const Session &session) : session_(session) {}

  /// Takes edits of texts that were compiled. False, and nothing is taken, where one of the texts is another by now.
  /// With `placeholders`, words of capitals and `…` in what is inserted are for a person to fill in.
  bool add(const Texts &texts, llvm::ArrayRef<diagnostics::Edit> edits, bool placeholders = false);
  /// Replaces bytes of the text that the editor shows.
  void replace(const Document &document, uint32_t begin, uint32_t end, std::string text, bool placeholders = false);
  /// Makes the whole text of a file another one, by a change of the lines that differ. False where it cannot be read.
  bool rewrite(llvm::StringRef path, llvm::StringRef text);
  /// A new file. False where the client cannot make files.
  bool create(llvm::StringRef path, std::string text);
  bool isEmpty() const { return files_.empty(); }

  /// The protocol's `WorkspaceEdit`.
  json::Value json() const;

private:
  struct File {
    std::string uri;
    std::optional<int64_t> version; ///< of a document that is open
    bool isNew = false;
    json::Array edits;
  };
  File &file(llvm::StringRef path);
  json::Value edit(Span span, std::string text, bool placeholders) const;

  const Session &session_;
  std::map<std::string, File> files_; ///< by path
};

/// What is inserted into a text, with the line breaks of that text.
std::string withLineBreaksOf(llvm::StringRef around, llvm::StringRef inserted);

/// A snippet whose places are the words of capitals and the `…` of a text, each different word one place.
std::string snippetOf(llvm::StringRef text);

} // namespace onus::lsp
