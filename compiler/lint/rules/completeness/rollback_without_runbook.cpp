// SPDX-License-Identifier: Apache-2.0
#include "lint/duty.h"

namespace onus::lint {

namespace {

void check(const check::System &, const check::TypedGuardrail &typed, Pass &pass) {
  const check::Guardrail &guardrail = *typed.guardrail;
  const syntax::RollbackClause &rollback = *guardrail.rollback.clause;
  if (rollback.runbook || typed.severity != Severity::Critical || rollback.act == syntax::RollbackClause::Act::Manual)
    return;
  auto builder =
      pass.report(placeOf(pass, guardrail, rollback.range),
                  "what is critical is rolled back without a runbook: what else is to be done is for whoever "
                  "is called to guess");
  builder.label("stops it, and says no more")
      .help("add `runbook \"…\"`: whom to tell, how to take back what happened, when to switch it on again");
  nameDebtor(builder, typed);
}

} // namespace

extern const Rule rollback_without_runbook = {
    .name = "rollback-without-runbook",
    .category = Category::Completeness,
    .summary = "the rollback of a critical guardrail names no runbook",
    .typedGuardrail = check,
};

} // namespace onus::lint
