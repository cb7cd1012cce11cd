// SPDX-License-Identifier: Apache-2.0
#include "lint/limits.h"
#include "lint/pass.h"
#include "lint/rule_names.h"
#include "lint/steps.h"

#include "llvm/ADT/STLExtras.h"

namespace onus::lint {

namespace {

void tell(const Limit &limit, const check::Guardrail &guardrail, Pass &pass) {
  std::vector<int64_t> missing;
  if (!limit.hasValue())
    missing.push_back(limit.value);
  if (!limit.hasBeyond())
    missing.push_back(limit.beyond);
  std::string values = limit.show(missing.front());
  if (missing.size() > 1)
    values += " or " + limit.show(missing.back());
  auto builder =
      pass.report(limit.range, "no test has `{}` at {}: a limit that is off by one goes unseen", limit.subject, values);
  builder.label("the limit lies between " + limit.show(limit.value) + " and " + limit.show(limit.beyond));
  builder.note("the nearest that tests have: " + nearest(limit));
  std::string step = stepWith(limit, guardrail, limit.show(missing.front()), pass.program, pass.sources());
  builder.help(step.empty() ? "let " + ruleName(guardrail, limit.rules.front()) + " meet both values in a test"
                            : "for instance `" + step + "`, with what is to be expected of it");
}

void check(const check::Guardrail &guardrail, Pass &pass) {
  const Trials &trials = pass.facts.trials();
  const GuardrailTrial *trial = trials.of(guardrail);
  if (!trial)
    return;
  auto fires = [&](size_t rule) { return trial->rules[rule].fired > 0; };
  for (const Limit &limit : limitsOf(guardrail, trials, pass.facts, pass.sources()))
    // A rule that never fires is told by `unfired-rule`.
    if (limit.exception.empty() && llvm::any_of(limit.rules, fires) && !(limit.hasValue() && limit.hasBeyond()))
      tell(limit, guardrail, pass);
}

} // namespace

extern const Rule untested_boundary = {
    .name = "untested-boundary",
    .category = Category::Testing,
    .level = Level::Info,
    .summary = "a limit that no test meets from both sides",
    .guardrail = check,
};

} // namespace onus::lint
