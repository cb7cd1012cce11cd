// SPDX-License-Identifier: Apache-2.0
#include "lsp/view.h"

#include "lsp/findings.h"

namespace onus::lsp {

View::View(std::unique_ptr<driver::Compilation> compilation, bool whole)
    : compilation_(std::move(compilation)), whole_(whole) {
  for (const syntax::File *file : compilation_->files)
    trees_[file->range.file.index] = file;
}

const syntax::File *View::tree(source::FileId file) const { return trees_.lookup(file.index); }

std::string View::path(source::FileId file) const { return pathOf(compilation_->project, sources(), file); }

llvm::ArrayRef<check::Reference> View::references(source::FileId file) const {
  auto [made, isNew] = references_.try_emplace(file.index);
  const syntax::File *tree = this->tree(file);
  if (isNew && tree)
    made->second = check::references(program(), *tree);
  return made->second;
}

} // namespace onus::lsp
