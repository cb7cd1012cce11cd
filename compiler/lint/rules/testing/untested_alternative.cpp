// SPDX-License-Identifier: Apache-2.0
#include "lint/alternatives.h"
#include "lint/pass.h"
#include "lint/rule_names.h"

namespace onus::lint {

namespace {

/// The alternatives of a rule, in all systems that have tests; of a `require`, the ways to pass it.
std::vector<Alternative> alternativesOf(const check::Guardrail &guardrail, size_t rule, Pass &pass) {
  const Trials &trials = pass.facts.trials();
  std::vector<Alternative> found;
  for (const Lowered &each : trials.lowered(guardrail))
    if (const ir::Expr *condition = each.guardrail->rules[rule].condition)
      addAlternatives(condition, trials, pass.facts, found);
  return found;
}

void check(const check::Guardrail &guardrail, Pass &pass) {
  const GuardrailTrial *trial = pass.facts.trials().of(guardrail);
  if (!trial || !pass.facts.isOwn(guardrail.bodyFile->id))
    return;
  for (size_t rule = 0; rule < trial->rules.size(); ++rule) {
    if (trial->rules[rule].fired == 0)
      continue; // `unfired-rule` tells of it
    for (const Alternative &each : alternativesOf(guardrail, rule, pass))
      if (!each.taken)
        pass.report(each.range,
                    "{} has an alternative that no test takes: it could be taken out of the `or` and every "
                    "test would pass",
                    ruleName(guardrail, rule))
            .label("true in no test")
            .help("present an event at which only this alternative is true");
  }
}

} // namespace

extern const Rule untested_alternative = {
    .name = "untested-alternative",
    .category = Category::Testing,
    .level = Level::Info,
    .summary = "an alternative of an `or` that is true in no test",
    .guardrail = check,
};

} // namespace onus::lint
