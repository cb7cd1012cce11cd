// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "lsp/session.h"

namespace onus::lsp {

/// A place in a file of a view, whether or not an editor shows the file.
struct ViewPlace {
  ViewPtr view; ///< whole
  source::FileId file;
  uint32_t offset = 0;
};

/// The place that a request names by URI and position, in the whole view of the project that has the file; nothing
/// where none has it, or where its text is another one there.
std::optional<ViewPlace> findPlace(const Session &session, llvm::StringRef uri, Position position);

} // namespace onus::lsp
