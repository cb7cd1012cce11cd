// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "lsp/view.h"

namespace onus::lsp {

/// What a declaration says of itself before its body: where that ends. All of a declaration that has no body.
source::Range headOf(const View &view, const syntax::Decl &decl);
/// Where the type of a `let` stands, or would: behind its name and its parameters.
uint32_t typePlace(const View &view, const syntax::LetDecl &let);

} // namespace onus::lsp
