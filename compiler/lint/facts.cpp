// SPDX-License-Identifier: Apache-2.0
#include "lint/facts.h"

#include "lint/trials.h"

#include "llvm/ADT/STLExtras.h"

namespace onus::lint {

Facts::Facts(const check::Program &program, Scope scope)
    : program_(program), scope_(scope), own_(program.sources->size()) {
  for (const auto &package : program.names->packages())
    if (package->standard ? scope == Scope::ProjectAndLibrary : !package->foreign)
      files_.insert(files_.end(), package->files.begin(), package->files.end());
  llvm::sort(files_, [](const auto *left, const auto *right) { return left->id.index < right->id.index; });
  for (const syntax::File *file : files_)
    own_[file->id.index] = true;
}

Facts::~Facts() = default;

bool Facts::isOwn(source::FileId file) const { return file.valid() && file.index < own_.size() && own_[file.index]; }

const Trials &Facts::trials() {
  if (!trials_)
    trials_ = std::make_unique<Trials>(program_, *this);
  return *trials_;
}

const Uses &Facts::uses() {
  if (!uses_)
    uses_.emplace(program_, scope_ == Scope::ProjectAndLibrary);
  return *uses_;
}

} // namespace onus::lint
