// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "check/program.h"

namespace onus::check {

/// What a `let` of a package was found to be when it was checked on its own: the value of a constant or a pattern, the
/// body of a function. Null for a table, and where nothing could be made of it; of the error type after a report.
const ir::Expr *valueOf(const Program &program, const syntax::LetDecl &let);
/// The type that it has, written or not; of a function, what it returns. Null and error as above.
const ir::Type *typeOf(const Program &program, const syntax::LetDecl &let);

} // namespace onus::check
