// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ir/module.h"

#include <vector>

namespace onus::lint::fixes {

/// A condition of a guardrail in two versions of a program: of a rule, or of an exception.
struct ConditionPair {
  bool exception = false;
  size_t place = 0;                                   ///< among the guardrail's rules, or its exceptions
  const ir::Expr *before = nullptr, *after = nullptr; ///< null: always
};

/// The conditions that are not written the same in both versions, those aside that are proved to come out the same at
/// every event: true, false or failed. `before` and `after` differ in conditions only (`differentAccount`), and their
/// systems read the same histories.
std::vector<ConditionPair> unprovedConditions(const ir::Guardrail &before, const ir::Guardrail &after);

} // namespace onus::lint::fixes
