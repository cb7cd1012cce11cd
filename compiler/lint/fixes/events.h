// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "lint/fixes/proof.h"
#include "lint/fixes/version.h"
#include "prose/source_index.h"

#include <string>

namespace onus::lint::fixes {

/// One guardrail in both versions of a program.
struct GuardrailPair {
  const Version &before, &after;
  const ir::System &systemBefore, &systemAfter;
  const ir::Guardrail &guardrailBefore, &guardrailAfter;
};

/// What both versions of a guardrail did when they were shown the same events.
struct Rehearsed {
  size_t events = 0;
  std::string difference; ///< an event at which they do not do the same; empty where none was met
  /// A condition that is in question and was never met true, or never met otherwise; null where each was.
  const ConditionPair *unseen = nullptr;
};

/// Shows both versions events at and about the boundaries of what they compare with, decided by the reference
/// evaluator. A bounded number of them, always the same.
Rehearsed rehearse(const GuardrailPair &pair, llvm::ArrayRef<ConditionPair> open, Day day);

} // namespace onus::lint::fixes
