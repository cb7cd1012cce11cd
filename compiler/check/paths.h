// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "check/passes.h"

/// What typed expressions read of an event, as paths. Logs, records and coverage are built on it.
namespace onus::check {

/// A path: a root or an effect's parameter, then members and indexes, each key of which is closed or a path itself.
bool isPath(const ir::Expr *expr);

/// True where the expression reads a scalar parameter that the tool binds to `none` (S37). Locals are not followed.
bool bindsToNone(const Tool &tool, const ir::Expr *expr);

/// Every path that a guardrail's rules, exceptions and redactions read, functions and named values followed: each
/// once, in the order in which they are first read, a path left out where a shorter one is read whole. The text of a
/// content root stands as `text(output)`, a test of presence alone as `has(path)`. History and detector terms are
/// recorded as their answers, so only what the current event gives them (keys, the text asked about) is among the
/// paths.
std::vector<const ir::Expr *> readPaths(Context &context, const TypedGuardrail &guardrail);

/// True where recording `whole` records `part` too: they are the same, or `part` lies below it.
bool records(const ir::Expr *whole, const ir::Expr *part);

/// The names of `a.b.c` as it is written; false where the expression is something else.
bool namesOf(const syntax::Expr *expr, std::vector<syntax::Name> &names);

} // namespace onus::check
