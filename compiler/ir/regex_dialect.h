// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ir/regex.h"

namespace onus::ir {

/// Reads a pattern of the dialect and gives the same pattern in RE2's syntax, case folding spelt out.
std::variant<std::string, RegexProblem> translateRegex(llvm::StringRef text);

} // namespace onus::ir
