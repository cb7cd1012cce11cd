// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "lsp/documents.h"
#include "lsp/view.h"

namespace onus::lsp {

/// One thing that was found, and the texts that it is about.
struct Finding {
  std::shared_ptr<const diagnostics::Diagnostic> diagnostic;
  std::shared_ptr<const source::SourceManager> sources;
};

/// A place in a document, in the view that answers questions about it.
struct Place {
  ViewPtr view;
  source::FileId file;
  uint32_t offset = 0;                      ///< in the view's text of the file
  std::shared_ptr<const Document> document; ///< as the editor shows it now
};

class ProjectState;

/// The projects to which the open documents belong, compiled. One that is broken keeps its last view.
class Workspace {
public:
  explicit Workspace(const Documents &documents);
  ~Workspace();

  // ---- Views

  /// The newest view that has the document; null where none could be made of it yet.
  ViewPtr view(const Document &document);
  /// The same, of the whole project and of the newest texts that can be parsed.
  ViewPtr wholeView(const Document &document);
  /// The whole views of all projects that are open.
  std::vector<ViewPtr> wholeViews();
  /// Which file of a view a document is.
  std::optional<source::FileId> fileOf(const View &view, const Document &document) const;
  /// The place in the view that an offset of the document's text corresponds to; nothing where the view does not have
  /// the document, or where its text is another there.
  std::optional<Place> place(std::shared_ptr<const Document> document, uint32_t offset, bool whole = false);

  // ---- From a view to what the editor shows

  /// The place of a range of a view in the texts as they are now; nothing where the text there is another.
  std::optional<Span> span(const View &view, source::Range range) const;
  /// `{"uri", "range"}` of the same. What lies in the standard library is shown from a copy on disk.
  std::optional<json::Value> location(const View &view, source::Range range) const;
  std::string uri(const View &view, source::FileId file) const;
  /// The editor shows the same text that the view has: edits may be made of its ranges.
  bool isCurrent(const View &view, source::FileId file) const;

  // ---- Findings

  /// What is to be said of a document, as far as it is known, in the places of the text that it has now. With `lint`
  /// switched off in the settings, what the compiler says only.
  std::vector<Finding> findings(const Document &document);
};

} // namespace onus::lsp
