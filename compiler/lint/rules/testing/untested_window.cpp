// SPDX-License-Identifier: Apache-2.0
#include "base/time.h"
#include "lint/pass.h"
#include "lint/trials.h"

namespace onus::lint {

namespace {

/// Histories with a window, in rules that tests make fire.
void windows(const ir::System &system, const ir::Guardrail &guardrail, const GuardrailTrial &trial, Pass &pass) {
  auto look = [&](const ir::Expr *root) {
    ir::walk(root, [&](const ir::Expr *expr) {
      if (expr->kind != ir::ExprKind::History)
        return;
      std::optional<Millis> last = system.slots[static_cast<size_t>(expr->number)].last;
      if (!last || trial.longest >= *last)
        return;
      pass.report(expr->range, "no test waits until {} have passed: nothing shows that what is older no longer counts",
                  formatDuration(*last))
          .label(trial.longest == 0 ? "the tests that come here let no time pass"
                                    : "the longest test that comes here takes " + formatDuration(trial.longest))
          .help("write `after " + formatDuration(*last) + "` and an event that must pass again");
    });
  };
  for (size_t rule = 0; rule < guardrail.rules.size(); ++rule)
    if (guardrail.rules[rule].condition && trial.rules[rule].fired > 0)
      look(guardrail.rules[rule].condition);
  for (const ir::LocalValue &let : guardrail.lets)
    look(let.value);
}

void check(const check::Guardrail &guardrail, Pass &pass) {
  const Trials &trials = pass.facts.trials();
  const GuardrailTrial *trial = trials.of(guardrail);
  if (!trial || trial->events == 0)
    return;
  for (const Lowered &each : trials.lowered(guardrail))
    windows(*each.system, *each.guardrail, *trial, pass);
}

} // namespace

extern const Rule untested_window = {
    .name = "untested-window",
    .category = Category::Testing,
    .level = Level::Info,
    .summary = "a history's time span that no test outlasts",
    .guardrail = check,
};

} // namespace onus::lint
