// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "syntax/ast.h"

namespace onus::lsp {

/// True where a file that declares nothing but guardrails was changed within one title, or one condition or reason of a
/// rule. Nothing outside of the file can depend on that, but for what all rules cost together. Both trees must be of
/// texts without syntax errors.
bool isChangeInside(const syntax::File &before, llvm::StringRef textBefore, const syntax::File &after,
                    llvm::StringRef textAfter);

} // namespace onus::lsp
