// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "lsp/findings.h"
#include "lsp/package_graph.h"
#include "lsp/view.h"

#include <map>

namespace onus::lsp {

/// What a whole project is compiled from, on another thread while the editor goes on; and what came of it.
struct WholeJob {
  std::unique_ptr<driver::Compilation> compilation;
  std::shared_ptr<driver::ParsedFiles> trees;
  bool lint = true;
  bool settles = true;
  bool needsGraph = false;
  uint64_t generation = 0; ///< of the texts that it is made of
  uint64_t reading = 0;    ///< of the files on disk

  /// Does the work. Touches nothing that another thread changes.
  void run();

  // ---- What came of it
  std::vector<std::pair<source::FileId, std::shared_ptr<const driver::ParsedFile>>> broken; ///< cannot be parsed
  std::optional<PackageGraph> graph;
};

/// One project that is being edited: its texts, its newest views and what was found in it.
///
/// After an edit, `update` compiles what the edit can affect and nothing else: the packages that mention the edited
/// one, with all that they need; of a large package only the file's own guardrails where it declares nothing else. The
/// whole is compiled and linted after a while, on another thread. While a file cannot be parsed, what is said is what
/// the parser says, as the command line does, and the views stay as they are.
class ProjectState {
public:
  /// Of a path on disk, or of an unsaved text of that name.
  ProjectState(std::string path, bool isFile);

  /// Reads everything again; open documents stand for their files.
  void load(const std::vector<source::Overlay> &open);
  /// Takes another text of a file; false where the project does not have it.
  bool setText(llvm::StringRef path, llvm::StringRef text);
  bool has(llvm::StringRef path) const { return byPath_.count(path) > 0; }
  std::optional<source::FileId> find(llvm::StringRef path) const;

  /// Compiles what the edits since the last time concern.
  void update();
  /// The newest view with that file; null where there is none.
  ViewPtr view(source::FileId file) const;
  /// The whole project as it is now; compiles it where that was not done yet.
  ViewPtr whole();
  /// The whole project as it was when it was last compiled; null where it never was.
  ViewPtr lastWhole() const { return whole_; }

  /// Begins to compile the whole; with `settle`, to say what the command line would say of it.
  WholeJob startWhole(bool lint, bool settle);
  void finish(WholeJob job);
  /// The job came to nothing; it is not tried again until something changes.
  void giveUp(uint64_t generation) { settled_ = generation; }
  bool hasView() const { return whole_ != nullptr; }
  /// What is known is what the command line would say, too.
  bool isSettled() const { return settled_ == generation_; }

  /// The files with findings.
  std::vector<std::string> pathsWithFindings() const;
  std::vector<Finding> findings(llvm::StringRef path, bool lint) const;
  /// What is wrong with the project's settings, or with reading it.
  const std::vector<source::LoadProblem> &problems() const { return problems_; }
  const source::Project &project() const { return base_->project; }
  size_t fileCount() const { return base_->project.files.size(); }

private:
  std::vector<source::FileId> readable() const;
  void takeText(uint32_t file);
  void compilePart(const PackageGraph::Slice *slice);
  void compileGuardrails(const PackageGraph::Slice &slice, source::FileId file);
  std::unique_ptr<driver::Compilation> compiled(const PackageGraph::Slice *slice,
                                                const llvm::DenseSet<uint32_t> *focus) const;
  std::optional<source::FileId> onlyGuardrailsChanged() const;
  void takeWhole(WholeJob &job);

  std::string path_;
  bool isFile_;
  std::unique_ptr<driver::Compilation> base_; ///< its sources: of each file the last text that could be parsed
  llvm::StringMap<source::FileId> byPath_;    ///< absolute
  std::shared_ptr<driver::ParsedFiles> trees_;
  PackageGraph graph_;
  std::map<uint32_t, std::string> edited_; ///< texts that were not looked at yet
  llvm::DenseSet<uint32_t> stale_;         ///< files whose text is another in the views
  llvm::DenseSet<uint32_t> dirty_;         ///< files about which what was found is not known to hold
  llvm::DenseSet<uint32_t> broken_;        ///< files whose newest text cannot be parsed
  llvm::DenseSet<uint32_t> unread_;        ///< those of them of which there is no other text
  ViewPtr whole_, part_;
  uint64_t wholeGeneration_ = 0, generation_ = 1, settled_ = 0, reading_ = 0;
  FoundByFile found_;
  std::vector<source::LoadProblem> problems_;
};

} // namespace onus::lsp
