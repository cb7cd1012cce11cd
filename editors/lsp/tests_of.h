// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "check/program.h"

namespace onus::lsp {

/// The tests that say of a guardrail that it decides, or that it fails.
std::vector<const check::TypedTest *> testsNaming(const check::Program &program, const check::Guardrail &guardrail);
/// Null where there is none of that qualified name.
const check::Guardrail *guardrailNamed(const check::Program &program, llvm::StringRef name);

} // namespace onus::lsp
