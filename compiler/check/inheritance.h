// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "check/passes.h"

/// What a guardrail gets from elsewhere. Its body (`on`, rules, local names) is its own or its pattern's; what it owes
/// (`log`, `escalate`, `rollback`, `fails`) is its own or, where it does not restate a clause, its duties'; its owner
/// is its own or the one in its package's header.
namespace onus::check {

/// Makes the guardrail of a declaration with everything that it inherits; names inside the clauses are not yet looked
/// up. Reports unknown duties and patterns, repeated and misplaced clauses, and pattern arguments that do not fit.
Guardrail inherit(Context &context, const resolve::Symbol *symbol);

/// Clauses that duties and patterns themselves may not have, or have twice.
void checkDutiesClauses(Context &context, const resolve::Symbol *symbol);
void checkPatternClauses(Context &context, const resolve::Symbol *symbol);

/// True for `approver: party`: it stands for somebody whom a rule asks, and no expression can read it.
bool isPartyParameter(const syntax::FieldDecl &parameter);

} // namespace onus::check
