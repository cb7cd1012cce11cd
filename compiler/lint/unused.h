// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "lint/pass.h"

/// What the rules about unused declarations share.
namespace onus::lint {

/// Reports the declaration where nothing names it, with a fix that takes it out, for a person to look at:
/// somebody may have only just begun, or keep an address for those who look it up. `why` says what it matters. What
/// other projects may name is not known here, so nothing is said where this one has no system: it is a library then.
/// What a test file declares is for its project's tests alone.
void reportUnused(const syntax::Decl &decl, llvm::StringRef why, Pass &pass);

/// The `let` inside a guardrail or pattern, from its keyword to the last parenthesis around its value.
source::Range rangeOf(const source::SourceManager &sources, const syntax::LocalLet &let);

} // namespace onus::lint
