// SPDX-License-Identifier: Apache-2.0
#include "lint/pass.h"
#include "lint/rule_names.h"
#include "lint/trials.h"

namespace onus::lint {

namespace {

void check(const check::Guardrail &guardrail, Pass &pass) {
  const GuardrailTrial *trial = pass.facts.trials().of(guardrail);
  if (!trial || !pass.facts.isOwn(guardrail.bodyFile->id))
    return;
  for (size_t rule = 0; rule < trial->rules.size(); ++rule) {
    auto [fired, silent] = trial->rules[rule];
    // A rule without a condition is meant to fire always; one that never fires is told by `unfired-rule`.
    if (fired == 0 || silent > 0 || !guardrail.rules[rule]->condition)
      continue;
    pass.report(rulePlace(guardrail, rule),
                "{} fires wherever a test comes to it: one that refuses everything would pass as well",
                ruleName(guardrail, rule))
        .label("fires at " + std::to_string(fired) + " of " + std::to_string(fired) +
               (fired == 1 ? " event" : " events"))
        .help("present an event that it must let pass, as near to the others as can be");
  }
}

} // namespace

extern const Rule unspared_rule = {
    .name = "unspared-rule",
    .category = Category::Testing,
    .level = Level::Info,
    .summary = "a rule of which no test shows what it lets pass",
    .guardrail = check,
};

} // namespace onus::lint
