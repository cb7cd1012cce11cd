// SPDX-License-Identifier: Apache-2.0
#include "lint/duty.h"

namespace onus::lint {

namespace {

/// Who rolls back and is called by the escalation, too, learns of it there.
void check(const check::Guardrail &guardrail, Pass &pass) {
  const syntax::RollbackClause &rollback = *guardrail.rollback.clause;
  for (const auto &[written, step] : llvm::zip(guardrail.escalate.clause->steps, guardrail.escalateSteps)) {
    if (step.to != guardrail.rollbackBy || step.within <= rollback.within.value)
      continue;
    pass.report(placeOf(pass, guardrail, rollback.within.range),
                "`{}` is to roll back within {}, but is called only "
                "within {}",
                step.to->symbol->simpleName(), formatDuration(rollback.within.value), formatDuration(step.within))
        .label("over before they need to know")
        .related(written.within.range, "called here, counted from the decision")
        .help("call them earlier, or give them the time that they have");
    return;
  }
}

} // namespace

extern const Rule escalation_slower_than_rollback = {
    .name = "escalation-slower-than-rollback",
    .category = Category::Suspicious,
    .level = Level::Info,
    .summary = "who is to roll back is called later than the rollback is due",
    .guardrail = check,
};

} // namespace onus::lint
