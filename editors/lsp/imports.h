// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "lsp/documents.h"
#include "lsp/layout_edits.h"

namespace onus::lsp {

/// What brings a name of another package into a document: the name in the `use` that it has of the package, or another
/// `use` among those that it has, in the order of packages. Nothing where the name is there already.
std::optional<TextChange> importOf(const Document &document, llvm::StringRef package, llvm::StringRef name);

} // namespace onus::lsp
