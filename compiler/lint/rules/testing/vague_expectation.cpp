// SPDX-License-Identifier: Apache-2.0
#include "lint/pass.h"
#include "lint/trials.h"

#include "llvm/ADT/STLExtras.h"

namespace onus::lint {

namespace {

/// What was decided of the event that an expectation follows.
const EventTrial *eventBefore(const TestTrial &trial, size_t step) {
  const EventTrial *last = nullptr;
  for (const EventTrial &event : trial.events)
    if (event.step < step)
      last = &event;
  return last;
}

bool isVague(const syntax::Step &step) {
  return step.kind == syntax::Step::Kind::Expect && step.verdict == syntax::Verdict::Deny && !step.failing &&
         !step.wouldBe && !step.by && !step.with;
}

/// As an `expect` names it in a file: `large_refund.over_budget`.
std::string named(const EventTrial::Denier &denier, const syntax::File &file) {
  const resolve::Symbol &symbol = *denier.guardrail->symbol;
  std::string name = symbol.file->package.text() == file.package.text() ? symbol.simpleName().str() : symbol.name;
  return denier.rule && denier.rule->label ? name + "." + denier.rule->label.text.str() : name;
}

void tell(const syntax::File &file, const syntax::Step &step, const EventTrial &event, Pass &pass) {
  source::Range end{step.range.file, step.range.end, step.range.end};
  if (!event.reason.empty()) {
    pass.report(step.range, "any denial will do, and this one is an entry check's: no guardrail came to see the event")
        .label("denied with `" + event.reason + "`")
        .fix("say that it is meant", end, " with " + event.reason);
    return;
  }
  if (event.canDeny < 2 || event.deniers.empty())
    return;
  std::string first = named(event.deniers.front(), file);
  auto builder =
      pass.report(step.range,
                  "any denial will do, and {} guardrails can deny this event: if the one that is meant fell silent, "
                  "another could hide it",
                  event.canDeny);
  builder.label("denied by `" + first + "`" + (event.deniers.size() > 1 ? " and others" : ""));
  if (event.deniers.size() == 1)
    builder.fix("say who is meant to deny it", end, " by " + first);
  else
    builder.help("say which of them is meant: `expect deny by " + first + "`");
}

void check(const check::TypedTest &test, Pass &pass) {
  bool any = llvm::any_of(test.steps, [](const check::TypedStep &step) { return isVague(*step.syntax); });
  const TestTrial *trial = any ? pass.facts.trials().of(test) : nullptr;
  if (!trial)
    return;
  for (size_t place = 0; place < test.steps.size(); ++place) {
    const syntax::Step &step = *test.steps[place].syntax;
    const EventTrial *event = isVague(step) ? eventBefore(*trial, place) : nullptr;
    if (event && event->verdict == ir::Verdict::Deny)
      tell(*test.file, step, *event, pass);
  }
}

} // namespace

extern const Rule vague_expectation = {
    .name = "vague-expectation",
    .category = Category::Testing,
    .level = Level::Info,
    .summary = "`expect deny` without who is meant to deny it",
    .fixable = true,
    .test = check,
};

} // namespace onus::lint
