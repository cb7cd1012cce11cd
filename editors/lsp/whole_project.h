// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "driver/fixing.h"
#include "lsp/session.h"

namespace onus::lsp {

/// The project of a document, compiled anew and as a whole from the texts of the editor and of the disk: for what is
/// asked for rarely and must be exact. Answers as `onus` on the command line would if everything were saved.
class WholeProject {
public:
  /// Throws RequestError where the document is no file.
  WholeProject(const Session &session, const Document &document);

  /// Up to a stage, with more texts in place of their files.
  std::unique_ptr<driver::Compilation> compile(driver::Stage stage,
                                               llvm::ArrayRef<source::Overlay> overlays = {}) const;
  /// Checked and linted, as makeFixes wants it.
  driver::CompileWith linter() const;
  Day asOf() const { return options_.check.asOf; }

private:
  std::unique_ptr<driver::Compilation> load(llvm::ArrayRef<source::Overlay> overlays) const;

  std::string root_;
  driver::PipelineOptions options_;
  std::vector<source::Overlay> open_; ///< the documents that the editor shows
  std::function<bool()> isCancelled_;
};

} // namespace onus::lsp
