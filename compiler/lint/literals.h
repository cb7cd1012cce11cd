// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "lint/pass.h"

/// Literals that deserve a name, for the rules about those that repeat each other.
namespace onus::lint {

/// What two literals that mean the same share: `500.00` and `500.0`, but not `"500"`. Empty for what is no literal.
std::string valueOf(const syntax::Expr &expr);

/// The value says something that a reader would look up: not a small number, a round share or a short word.
bool isNotable(const syntax::Expr &expr);

/// Calls `visit` for each notable literal in what the file's guardrails, patterns, exceptions and functions decide by.
/// Tests are left out, and so are constants: naming a value is what they are for.
void eachNotable(const syntax::File &file, llvm::function_ref<void(const syntax::Decl &, const syntax::Expr &)> visit);

/// The constants of one literal that a file knows by one word, by value. Two of one value cancel each other: which is
/// meant nobody can tell.
llvm::StringMap<const syntax::LetDecl *> constantsIn(const syntax::File &file, const Pass &pass);

} // namespace onus::lint
