// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ir/module.h"
#include "ir/trail.h"

#include <variant>

namespace onus::ir {

/// Reads the JSON form of a module. The text is taken for hostile: everything is checked here and by `verify`, the
/// digest included, so that whatever is accepted can be evaluated. Recursion is bounded by the depth that `parse`
/// allows.
std::variant<Module, ReadError> readModule(llvm::StringRef text);

} // namespace onus::ir
