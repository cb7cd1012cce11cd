// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "check/program.h"

#include <string>

namespace onus::lower {

/// Every package with what it declares and imports, for `onus dump symbols`. Ends in a newline.
std::string dumpSymbols(const resolve::Names &names, const source::SourceManager &sources);

/// The typed program, for `onus dump types`: tools and context with their types, each guardrail with what it inherits
/// and where that came from, each rule with the types of what it reads. Ends in a newline. The program may hold errors.
std::string dumpTypes(const check::Program &program);

} // namespace onus::lower
