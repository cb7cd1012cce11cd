// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "check/passes.h"

/// Elaborates an expression of the syntax tree into a typed one: finds names, inlines functions and constants, checks
/// types with flow typing, and reports E03 (and E02 for names). After a report the result has the error type, which
/// goes with everything.
namespace onus::check {

/// What an expression may read and in whose words.
struct Scope {
  const syntax::File *file = nullptr;  ///< whose imports and package names are seen
  const System *system = nullptr;      ///< whose tools and context the roots mean; null for closed expressions
  std::vector<ir::EventKind> events;   ///< the kinds of event that may be current; empty: a closed expression
  std::vector<const Tool *> tools;     ///< those that may be current for call and result: argument types meet over them
  bool allTools = false;               ///< `call *`: `args` is json
  std::vector<const Effect *> effects; ///< of which every selected tool is one: `EFFECT.param` may be read
  std::deque<ir::Slot> *slots = nullptr; ///< where history terms go; null: history may not be read here
  bool bindings = false;                 ///< an effect binding: bare names are the tool's arguments, `[]` projects
  bool inHistory = false;                ///< the `where`, `per` or path of a history term
  const std::vector<TypedLocal> *lets = nullptr; ///< the guardrail's own names
  std::vector<const ir::Expr *> known;           ///< conditions that hold here: earlier `require`s (S6)
  /// Where a guardrail takes a pattern of the library: what does not work there is said of its use.
  Range patternUse;
};

/// `wanted` may be null. The result is never null.
const ir::Expr *elaborate(Context &context, const Scope &scope, const syntax::Expr *expr, const ir::Type *wanted);
/// A condition: must be bool.
const ir::Expr *elaborateCondition(Context &context, const Scope &scope, const syntax::Expr *expr);
/// A type as written in a file; the error type after a report.
const ir::Type *elaborateType(Context &context, const syntax::File &file, const syntax::TypeExpr *type);

} // namespace onus::check
