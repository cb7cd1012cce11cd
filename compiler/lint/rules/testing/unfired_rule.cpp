// SPDX-License-Identifier: Apache-2.0
#include "lint/pass.h"
#include "lint/rule_names.h"
#include "lint/trials.h"

#include "llvm/ADT/STLExtras.h"

namespace onus::lint {

namespace {

std::string reached(const GuardrailTrial &trial) {
  if (trial.events == 0)
    return "no event of a test comes here";
  return "silent at " + std::to_string(trial.events) + (trial.events == 1 ? " event" : " events") + " of the tests";
}

void tellWhole(const check::Guardrail &guardrail, const GuardrailTrial &trial, Pass &pass) {
  std::string name = guardrail.symbol->simpleName().str();
  pass.report(guardrail.decl->name.range,
              "no test makes guardrail `{}` fire: nothing shows that its conditions are the right ones", name)
      .label(reached(trial))
      .help("present an event that it must not let pass, and `expect … by " + name + "`");
}

/// A guardrail of which nothing fires is told as a whole. Of one whose rules are a library's, which tests them itself,
/// only the selectors are the project's own choice: an event must come to it.
void check(const check::Guardrail &guardrail, Pass &pass) {
  const GuardrailTrial *trial = pass.facts.trials().of(guardrail);
  if (!trial || guardrail.rules.empty())
    return;
  bool ownRules = pass.facts.isOwn(guardrail.bodyFile->id);
  bool silent = llvm::all_of(trial->rules, [](const RuleTrial &rule) { return rule.fired == 0; });
  if (silent || !ownRules) {
    if (silent && (ownRules || trial->events == 0))
      tellWhole(guardrail, *trial, pass);
    return;
  }
  for (size_t rule = 0; rule < trial->rules.size(); ++rule)
    if (trial->rules[rule].fired == 0)
      pass.report(rulePlace(guardrail, rule), "{} fires in no test: it could be taken out and every test would pass",
                  ruleName(guardrail, rule))
          .label(reached(*trial))
          .help("present an event at which it must fire, and name it in `expect … by`");
}

} // namespace

extern const Rule unfired_rule = {
    .name = "unfired-rule",
    .category = Category::Testing,
    .level = Level::Warn,
    .summary = "a rule that no test makes fire",
    .guardrail = check,
};

} // namespace onus::lint
