// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "lint/suppressions.h"

namespace onus::lint {

/// Reads the text of a comment, `//` included: nothing where it asks for nothing. What it covers is not filled in, nor
/// which rules its words mean.
std::optional<Allowance> readAllowance(llvm::StringRef comment, source::Range range);

} // namespace onus::lint
