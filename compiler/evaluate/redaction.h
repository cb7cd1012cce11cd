// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "evaluate/guardrail.h"

#include <optional>
#include <variant>

/// What a `redact` rule strikes out of an event that goes ahead (S5).
namespace onus::evaluate {

/// What the targets of a rule come to. Nothing where all are `matching` and none of them matches: the rule does not
/// fire.
std::variant<std::optional<std::vector<Redaction>>, Failure> redactionsOf(const ir::Rule &rule, Evaluator &evaluator,
                                                                          Tables &tables, const Local *locals);

/// Sorted, each once, an outer path in the place of those within it.
std::vector<Redaction> merged(std::vector<Redaction> redactions);

/// The event's document with the redactions carried out.
json::Value redacted(const json::Value &document, llvm::ArrayRef<Redaction> redactions, Tables &tables);

} // namespace onus::evaluate
