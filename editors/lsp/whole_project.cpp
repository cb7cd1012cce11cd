// SPDX-License-Identifier: Apache-2.0
#include "lsp/whole_project.h"

#include "driver/linting.h"

namespace onus::lsp {

WholeProject::WholeProject(const Session &session, const Document &document) : isCancelled_(session.isCancelled) {
  if (!document.isFile)
    throw RequestError(ErrorCode::RequestFailed, "this text belongs to no project yet: save it first");
  root_ = session.workspace.projectOf(document);
  options_.check.asOf = driver::defaultDay();
  for (const auto &each : session.documents.all())
    if (each->isFile)
      open_.push_back({each->path, each->text});
}

std::unique_ptr<driver::Compilation> WholeProject::load(llvm::ArrayRef<source::Overlay> overlays) const {
  if (isCancelled_ && isCancelled_())
    throw RequestError(ErrorCode::RequestCancelled, "nobody waits for the answer any more");
  std::vector<source::Overlay> all = open_;
  all.insert(all.end(), overlays.begin(), overlays.end()); // the last one of a file counts
  return driver::load(root_, all);
}

std::unique_ptr<driver::Compilation> WholeProject::compile(driver::Stage stage,
                                                           llvm::ArrayRef<source::Overlay> overlays) const {
  auto compilation = load(overlays);
  driver::compile(*compilation, stage, options_);
  return compilation;
}

driver::CompileWith WholeProject::linter() const {
  return [this](llvm::ArrayRef<source::Overlay> overlays) {
    auto compilation = compile(driver::Stage::Check, overlays);
    driver::lintProject(*compilation, {});
    compilation->reporter.sort();
    return compilation;
  };
}

} // namespace onus::lsp
