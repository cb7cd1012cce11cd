// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "syntax/ast.h"

#include <vector>

namespace onus::lsp {

/// The last days that a declaration writes: of waivers and exceptions, and of somebody's time.
std::vector<const syntax::DateLit *> endsIn(const syntax::Decl &decl);

} // namespace onus::lsp
