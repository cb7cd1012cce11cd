// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "check/references.h"
#include "driver/pipeline.h"

#include <map>

namespace onus::lsp {

/// A project, or a part of it, as it was when it was last compiled: what questions about names and meaning are answered
/// from. Of a file that cannot be parsed just now it has the last text that could be. It may have errors of every
/// other kind: whatever a declaration refers to may be null.
class View {
public:
  /// Of a compilation that was run up to Stage::Check.
  View(std::unique_ptr<driver::Compilation> compilation, bool whole);

  const driver::Compilation &compilation() const { return *compilation_; }
  const source::SourceManager &sources() const { return compilation_->sources; }
  const resolve::Names &names() const { return *compilation_->names; }
  const check::Program &program() const { return *compilation_->program; }
  /// It has every file of the project, and not only those that a change concerns.
  bool isWhole() const { return whole_; }
  /// The tree of a file; null where the view does not have it.
  const syntax::File *tree(source::FileId file) const;
  llvm::StringRef text(source::FileId file) const { return sources().text(file); }
  /// The absolute path of a file; `<std>/…` for one of the standard library.
  std::string path(source::FileId file) const;
  /// The names in a file that mean something declared, in order of place.
  llvm::ArrayRef<check::Reference> references(source::FileId file) const;

private:
  std::unique_ptr<driver::Compilation> compilation_;
  bool whole_;
  llvm::DenseMap<uint32_t, const syntax::File *> trees_;
  mutable std::map<uint32_t, std::vector<check::Reference>> references_; ///< made when first asked for
};

using ViewPtr = std::shared_ptr<const View>;

} // namespace onus::lsp
