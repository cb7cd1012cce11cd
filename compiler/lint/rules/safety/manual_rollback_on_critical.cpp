// SPDX-License-Identifier: Apache-2.0
#include "lint/duty.h"

namespace onus::lint {

namespace {

void check(const check::System &, const check::TypedGuardrail &typed, Pass &pass) {
  const check::Guardrail &guardrail = *typed.guardrail;
  const syntax::RollbackClause &rollback = *guardrail.rollback.clause;
  if (rollback.act != syntax::RollbackClause::Act::Manual || typed.severity != Severity::Critical)
    return;
  auto builder = pass.report(placeOf(pass, guardrail, rollback.range),
                             "what is critical can only be stopped by hand: no switch of the engine does it");
  builder.label("takes as long as somebody needs to read the runbook")
      .help("write `rollback disable SURFACE.TOOL` or `rollback disable system`: an engine honours it at once; what is "
            "to be repaired afterwards stays in the runbook");
  nameDebtor(builder, typed);
}

} // namespace

extern const Rule manual_rollback_on_critical = {
    .name = "manual-rollback-on-critical",
    .category = Category::Safety,
    .summary = "a critical guardrail is rolled back by hand",
    .typedGuardrail = check,
};

} // namespace onus::lint
