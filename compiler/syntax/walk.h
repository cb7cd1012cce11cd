// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "syntax/ast.h"

#include "llvm/ADT/STLExtras.h"

namespace onus::syntax {

/// Calls `visit` for the expression and every one below it, parents first.
void walk(const Expr &expr, llvm::function_ref<void(const Expr &)> visit);
/// Calls `visit` for every expression that is written in a declaration, parents first.
void walk(const Decl &decl, llvm::function_ref<void(const Expr &)> visit);

} // namespace onus::syntax
