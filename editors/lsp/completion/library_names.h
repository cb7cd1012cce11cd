// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "syntax/ast.h"

#include <string>
#include <vector>

namespace onus::lsp {

/// A declaration of the standard library. A project has only what it mentions; this is the rest.
struct LibraryName {
  std::string package, name, title;
  syntax::Decl::Kind kind;
};

/// All of them, in the order of their files; read from the embedded texts when first asked for.
const std::vector<LibraryName> &libraryNames();

} // namespace onus::lsp
