// SPDX-License-Identifier: Apache-2.0
#include "lint/alternatives.h"
#include "lint/limits.h"
#include "lint/pass.h"
#include "lint/steps.h"

namespace onus::lint {

namespace {

void limits(const check::Exception &exception, Pass &pass) {
  const check::Guardrail &guardrail = *exception.guardrail;
  for (const Limit &limit : limitsOf(guardrail, pass.facts.trials(), pass.facts, pass.sources())) {
    if (limit.exception != exception.name || limit.hasValue())
      continue;
    std::string value = limit.show(limit.value);
    auto builder = pass.report(limit.range, "exception `{}` ends at {}, and no test has `{}` there",
                               exception.decl->name.text, value, limit.subject);
    builder.label("nothing shows that this is where it was meant to end")
        .note("the nearest that tests have: " + nearest(limit));
    std::string step = stepWith(limit, guardrail, value, pass.program, pass.sources());
    builder.help(step.empty()
                     ? "use it at its limit in a test, or draw it as narrow as it is used"
                     : "use it at its limit, for instance with `" + step + "`, or draw it as narrow as it is used");
  }
}

void alternatives(const check::Exception &exception, Pass &pass) {
  const Trials &trials = pass.facts.trials();
  std::vector<Alternative> found;
  for (const Lowered &lowered : trials.lowered(*exception.guardrail))
    for (const ir::Exception &each : lowered.guardrail->exceptions)
      if (each.name == exception.name && each.when)
        addAlternatives(each.when, trials, pass.facts, found);
  for (const Alternative &each : found)
    if (!each.taken)
      pass.report(each.range, "exception `{}` also holds here, and no test shows that", exception.decl->name.text)
          .label("true in no test")
          .help("use it in this way in a test, or take the alternative out: what nobody needs should not be signed");
}

void check(const check::Exception &exception, Pass &pass) {
  // One that is not used at all is told by `unused-exception`.
  if (!pass.facts.trials().complete() || !pass.facts.trials().isUsed(exception))
    return;
  limits(exception, pass);
  alternatives(exception, pass);
}

} // namespace

extern const Rule exception_broader_than_tests = {
    .name = "exception-broader-than-tests",
    .category = Category::Testing,
    .level = Level::Info,
    .summary = "an exception allows more than any test uses",
    .exception = check,
};

} // namespace onus::lint
