// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "driver/pipeline.h"

#include <map>

namespace onus::lsp {

/// The texts that something was found in. They hold no program, so that what is long known keeps nothing large alive.
struct Texts {
  source::SourceManager sources;
  std::string root; ///< of the project; empty for texts that are no files
  explicit Texts(const driver::Compilation &compilation);
  /// The absolute path of a file.
  std::string path(source::FileId file) const;
};

/// The absolute path of a file of a project.
std::string pathOf(const source::Project &project, const source::SourceManager &sources, source::FileId file);

/// One thing that was found, and the texts that its places are in.
struct Finding {
  std::shared_ptr<const diagnostics::Diagnostic> diagnostic;
  std::shared_ptr<const Texts> texts;
};

/// What was found in a project, by file. Parts of it are replaced as parts of the project are compiled.
class FoundByFile {
public:
  /// Takes what a compilation found in some of its files in place of what was known of them; what the linter found
  /// stays.
  void take(const driver::Compilation &compilation, const llvm::DenseSet<uint32_t> &files);
  /// Takes what a compilation of everything found; what the linter found stays where that is asked for.
  void takeAll(const driver::Compilation &compilation, bool keepLint);
  /// Takes what the parser says of a text that it cannot read.
  void take(source::FileId file, const diagnostics::Reporter &messages, std::shared_ptr<const Texts> texts);
  void clear() { byFile_.clear(); }

  /// The numbers of the files with findings; UINT32_MAX stands for none.
  std::vector<uint32_t> files() const;
  /// What is to be said of a file: while a group of checks has errors anywhere, what later groups found is not known to
  /// hold, and what the linter found neither.
  std::vector<Finding> of(uint32_t file, bool lint) const;

private:
  unsigned lastGroup() const;
  void add(const diagnostics::Diagnostic &diagnostic, std::shared_ptr<const Texts> texts);
  std::map<uint32_t, std::vector<Finding>> byFile_;
};

} // namespace onus::lsp
