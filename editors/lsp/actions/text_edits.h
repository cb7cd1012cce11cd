// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "lsp/actions/action.h"

namespace onus::lsp {

/// The edit of the request's document, once it is known that the project has no more errors with it than without;
/// `what` would not be so: "the constant". Throws RequestError where it has. The edits do not overlap.
json::Value checkedEdit(const ActionRequest &request, llvm::ArrayRef<diagnostics::Edit> edits, llvm::StringRef what);

/// Edits of the request's document. Where its text was in the one layout, and nobody has to fill in anything
/// (`placeholders`), what comes of it is laid out, too. The edits do not overlap.
json::Value laidOutEdit(const ActionRequest &request, llvm::ArrayRef<diagnostics::Edit> edits,
                        bool placeholders = false);

/// Where a declaration is put that stands before another one: on the line above its comments.
uint32_t placeBefore(const Document &document, const syntax::Decl &decl);

/// A name that a file does not know yet, made of a word.
std::string freeName(const View &view, const syntax::File &file, llvm::StringRef word);

} // namespace onus::lsp
