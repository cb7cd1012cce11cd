// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "diagnostics/diagnostic.h"
#include "syntax/ast.h"

/// Edits that take something out of a text and leave the rest as if it had never been there.
namespace onus::lint {

/// Takes out what stands at a range, on lines of its own or beside others. With its lines go the documentation right
/// above, a comment behind it, and one of the blank lines around it. Other comments right above go only where nothing
/// follows at once that they may speak of too.
diagnostics::Edit removal(const source::SourceManager &sources, source::Range range);

/// Takes one item out of a list of several that are separated by commas. `items` are all of them; `gone` says which of
/// them go, so that the edits of several do not overlap. At least one stays.
diagnostics::Edit removalOfItem(const source::SourceManager &sources, llvm::ArrayRef<source::Range> items, size_t index,
                                llvm::function_ref<bool(size_t)> gone);

} // namespace onus::lint
