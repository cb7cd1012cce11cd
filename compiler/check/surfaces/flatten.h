// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "check/program.h"

namespace onus::check::surfaces {

/// What fills a list parameter of an effect, as one expression whose value is the flat list (S37): items are wrapped,
/// lists are joined by `+`, what is absent adds nothing, and a projection joins the lists that its body gives.
const ir::Expr *flatten(Program &program, const ir::Expr *value);

} // namespace onus::check::surfaces
