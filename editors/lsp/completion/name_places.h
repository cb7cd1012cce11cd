// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "resolve/names.h"
#include "syntax/parse/continuations.h"

namespace onus::lsp {

/// Which declarations a path may name: behind a keyword of a rule, or at the rule's beginning (`keyword` is End).
/// Nothing where a path may not be named there at all.
resolve::Kinds kindsWanted(syntax::RuleKind rule, syntax::TokenKind keyword);

/// Words that are no declarations and may stand in such a place: `user`, `nothing`.
llvm::ArrayRef<llvm::StringLiteral> wordsWanted(syntax::RuleKind rule, syntax::TokenKind keyword);

} // namespace onus::lsp
