// SPDX-License-Identifier: Apache-2.0
#include "lint/rule_names.h"

namespace onus::lint {

std::string ruleName(const check::Guardrail &guardrail, size_t rule) {
  llvm::StringRef label = guardrail.rules[rule]->label.text;
  return (label.empty() ? "the rule of `" : "rule `" + label.str() + "` of `") + guardrail.symbol->simpleName().str() +
         "`";
}

source::Range rulePlace(const check::Guardrail &guardrail, size_t rule) {
  const syntax::Rule &syntax = *guardrail.rules[rule];
  if (syntax.label)
    return syntax.label.range;
  return syntax.condition ? syntax.condition->range : syntax.range;
}

} // namespace onus::lint
