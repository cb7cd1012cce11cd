// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "diagnostics/diagnostic.h"
#include "syntax/parse/declarations.h"
#include "syntax/parse/first_error.h"

namespace onus::syntax {

/// Reports a syntax error in the reader's words: what was expected and found, or the mistake that is behind it. `error`
/// counts words from `partFirst` on; the declaration begins at word `first`.
void explain(const SyntaxError &error, const Layout &layout, size_t partFirst, size_t first, source::FileId file,
             diagnostics::Reporter &reporter);

} // namespace onus::syntax
