// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "check/program.h"

/// What the rules and exceptions of a guardrail read of the event. A read is a path: a root (`args`, `context`, an
/// effect's parameter) and the members and indexes below it. It is what `log inputs` records and what a decision can
/// be reconstructed from.
namespace onus::check {

/// A path by its segments: the root, then `.member` or `[key]`. The elements of a list belong to the list.
using PathKey = std::vector<std::string>;

struct Read {
  PathKey path;
  const ir::Expr *value = nullptr;
  bool presence = false;                      ///< only whether it is there: `has(x)`
  const TypedRule *rule = nullptr;            ///< who reads it; null for an exception
  const TypedException *exception = nullptr;
};

/// Everything that the guardrail reads of the current event, each path once, in the order of the rules. The arguments
/// of detectors and the keys and values of history terms count; what history reads of earlier events does not.
std::vector<Read> readsOf(const TypedGuardrail &guardrail);

/// The path that an expression is, or nothing. `text(x)` is the path of x; the guardrail's own names stand for their
/// values.
std::optional<PathKey> pathOf(const TypedGuardrail &guardrail, const ir::Expr *expr);

/// True where whoever has `outer` has `inner` too.
bool covers(const PathKey &outer, const PathKey &inner);

/// The path as a person writes it: `context.customer.tier`.
std::string written(const PathKey &path);

} // namespace onus::check
