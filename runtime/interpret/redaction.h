// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "runtime/interpret/evaluator.h"

/// What a `redact` rule strikes out of an event that goes ahead (S5).
namespace onus::rt {

/// A place of the event that is replaced by `[redacted]`, or whose matches are.
struct Redaction {
  Text path;               ///< as written: `result.messages`
  Text pointer;            ///< JSON Pointer into the event; empty where the path is no plain one
  uint32_t pattern = none; ///< of Patterns; none: the whole value
};

enum class Redacts { Nothing, Something, Failed };

/// What the targets of a rule come to. Nothing where all are `matching` and none of them matches: the rule does not
/// fire. Something with `found`, which may be empty: an absent value needs no redaction. Failed with `failure`. What is
/// found lies in the arena.
Redacts redactionsOf(const Bundle &bundle, Arena &arena, const RuleRow &rule, Evaluator &evaluator, const Local *locals,
                     Span<Redaction> &found, Outcome &failure);

/// Sorts them in place and drops what stands twice and what lies in a place that is struck out whole; what is kept
/// stands at the beginning. Returns how many are kept.
size_t merge(const Bundle &bundle, Redaction *redactions, size_t count);

/// The event's document with the redactions carried out: new cells in the arena where something changes, the others
/// shared. False, and the arena exhausted, where there is no memory: `into` is then not to be used.
bool redact(const Bundle &bundle, Arena &arena, const Cell &document, Span<Redaction> redactions, Cell &into);

} // namespace onus::rt
