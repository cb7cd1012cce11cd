// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "syntax/ast.h"

#include <vector>

namespace onus::lsp {

/// Every selector that a declaration has: what it looks at, and those in its history terms.
std::vector<const syntax::Selector *> selectorsIn(const syntax::Decl &decl);

} // namespace onus::lsp
