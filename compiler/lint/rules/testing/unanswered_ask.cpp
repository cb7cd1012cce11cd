// SPDX-License-Identifier: Apache-2.0
#include "lint/pass.h"
#include "lint/rule_names.h"
#include "lint/trials.h"

namespace onus::lint {

namespace {

/// Whom the guardrail's rules ask, by place; the systems that enforce it agree on that.
std::vector<std::string> askedBy(const check::Guardrail &guardrail, const Trials &trials) {
  std::vector<std::string> asked(guardrail.rules.size());
  for (const Lowered &each : trials.lowered(guardrail))
    for (size_t rule = 0; rule < asked.size(); ++rule)
      asked[rule] = each.guardrail->rules[rule].askParty;
  return asked;
}

/// Of rules that a library brings, the library shows it.
void check(const check::Guardrail &guardrail, Pass &pass) {
  const GuardrailTrial *trial = pass.facts.trials().of(guardrail);
  if (!trial || !pass.facts.isOwn(guardrail.bodyFile->id))
    return;
  std::vector<std::string> asked = askedBy(guardrail, pass.facts.trials());
  for (size_t rule = 0; rule < asked.size(); ++rule) {
    if (asked[rule].empty() || trial->rules[rule].fired == 0 || trial->approvals.count(asked[rule]))
      continue;
    llvm::StringRef party = llvm::StringRef(asked[rule]).rsplit('.').second;
    std::string name = party.empty() ? asked[rule] : party.str();
    pass.report(rulePlace(guardrail, rule),
                "{} asks `{}`, who approves in no test: nothing shows that the event then goes ahead",
                ruleName(guardrail, rule), name)
        .label("asked, and never answered")
        .help("write `approved by " + name + "` below the event, and what is then expected");
  }
}

} // namespace

extern const Rule unanswered_ask = {
    .name = "unanswered-ask",
    .category = Category::Testing,
    .level = Level::Info,
    .summary = "a rule asks somebody who approves in no test",
    .guardrail = check,
};

} // namespace onus::lint
