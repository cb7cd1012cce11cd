// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "lsp/completion/read_scope.h"

namespace onus::lsp {

/// The type of the value that is to stand where the cursor is, as far as what stands around it tells: the other side of
/// a comparison, the argument that a test passes, the parameter of a function. Null where nothing tells.
const ir::Type *wantedType(const CompletionPlace &place, const syntax::Continuation &way, const ReadScope &scope);

/// The record whose members are being written where the cursor is; null where none is known.
const ir::Type *wantedRecord(const CompletionPlace &place, const syntax::Continuation &way, const ReadScope &scope);

/// The tool that a path of words [first, end) names: `mail.send`.
const check::Tool *toolAt(const CompletionPlace &place, size_t first, size_t end);

/// Where a path that begins at a word ends.
size_t pathEnd(const Cursor &cursor, size_t first);

} // namespace onus::lsp
