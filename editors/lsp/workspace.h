// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "lsp/documents.h"
#include "lsp/findings.h"
#include "lsp/inbox.h"
#include "lsp/project_state.h"
#include "lsp/shipped_files.h"

#include <thread>

namespace onus::lsp {

/// A place in a document, in the view that answers questions about it.
struct Place {
  ViewPtr view;
  source::FileId file;
  uint32_t offset = 0;                      ///< in the view's text of the file
  std::shared_ptr<const Document> document; ///< as the editor shows it now
};

/// The projects to which the open documents belong, compiled. One that is broken keeps its last view. All of it belongs
/// to one thread; whole projects are compiled on another one, which leaves what came of it in the server's inbox.
class Workspace {
public:
  Workspace(const Documents &documents, Inbox &inbox);
  ~Workspace();

  // ---- What happens

  void opened(const Document &document);
  void changed(const Document &document);
  void closed(llvm::StringRef path);
  /// Something on disk changed, came or went.
  void changedOnDisk(llvm::ArrayRef<std::string> paths);
  /// The folders that the editor shows, absolute.
  void setFolders(std::vector<std::string> folders) { folders_ = std::move(folders); }
  /// Whether the linter is asked.
  void setLint(bool lint);

  /// Compiles what the edits since the last time concern.
  void update();
  /// When the next whole project is due; nothing where all is done or on its way.
  std::optional<Clock::time_point> due() const;
  /// Begins the work that is due.
  void startDue();
  /// Does at once all that would be done later.
  void settle();
  /// Whole projects are being compiled, or waiting for it.
  bool isBusy() const;

  /// What is loaded for a document: the folder of its project, the file, or the URI of what is no file.
  std::string projectOf(const Document &document) const;

  // ---- Views

  /// The newest view that has the document; null where none could be made of it yet.
  ViewPtr view(const Document &document);
  /// The same, of the whole project and of the newest texts that can be parsed.
  ViewPtr wholeView(const Document &document);
  /// The whole view that was made last, of whatever texts there were then; null where none was. Costs nothing.
  ViewPtr lastWholeView(const Document &document);
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

  /// What is to be said of a file, as far as it is known.
  std::vector<Finding> findings(llvm::StringRef path) const;
  /// The places of a finding's texts in the texts as they are now.
  std::optional<Span> span(const Finding &finding, source::Range range) const;
  std::optional<json::Value> location(const Finding &finding, source::Range range) const;
  /// The files about which something is to be said.
  std::vector<std::string> pathsWithFindings() const;
  /// What is wrong with the settings of a project, or with reading it, in all that are open.
  std::vector<source::LoadProblem> problems() const;
  const ShippedFiles &shipped() const { return shipped_; }
  /// What is known of the document is what the command line would say, too.
  bool isSettled(const Document &document) const;

private:
  struct Entry;
  Entry *entryOf(llvm::StringRef path) const;
  Entry &open(const Document &document);
  std::vector<source::Overlay> overlaysOf(const Entry &entry) const;
  void reload(Entry &entry);
  void touch(Entry &entry);
  void compileSmall(Entry &entry);
  void start(Entry &entry);
  void closeIdle();
  std::string shownPath(const std::string &path) const;
  std::optional<Span> spanIn(llvm::StringRef text, const std::string &path, source::Range range) const;
  std::optional<json::Value> locationIn(llvm::StringRef text, const std::string &path, source::Range range) const;

  const Documents &documents_;
  Inbox &inbox_;
  Inbox jobs_; ///< of the thread
  ShippedFiles shipped_;
  std::vector<std::string> folders_;
  bool lint_ = true;
  std::map<std::string, std::shared_ptr<Entry>> entries_; ///< by what is loaded: a project's folder, or a single file
  std::thread worker_;
};

} // namespace onus::lsp
