// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "lsp/documents.h"

namespace onus::lsp {

/// One place of a text, and what is to stand there.
struct TextChange {
  uint32_t begin = 0, end = 0; ///< bytes of the document's text
  std::string text;
};

/// What gives a document the layout of `onus fmt`, from the top down: of a line only what differs, so that cursors and
/// marks stay where they are. A byte order mark stays; lines end as the first one does. The text must not be broken.
/// Throws InternalError where the formatter would change more than the layout.
std::vector<TextChange> layoutChanges(const Document &document);

} // namespace onus::lsp
