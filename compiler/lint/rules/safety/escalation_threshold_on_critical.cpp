// SPDX-License-Identifier: Apache-2.0
#include "lint/duty.h"

namespace onus::lint {

namespace {

void check(const check::System &, const check::TypedGuardrail &typed, Pass &pass) {
  const check::Guardrail &guardrail = *typed.guardrail;
  const syntax::EscalateClause &escalate = *guardrail.escalate.clause;
  if (!escalate.when || typed.severity != Severity::Critical)
    return;
  const syntax::Threshold &when = *escalate.when;
  auto builder = pass.report(placeOf(pass, guardrail, when.range),
                             "nobody is called for the first {} critical denials: one may be all that an attack needs",
                             when.moreThan.value);
  builder.label("these are only recorded");
  nameDebtor(builder, typed);
  if (guardrail.escalate.origin != check::Origin::Guardrail) {
    builder.help("restate `escalate` in the guardrail, without `when more than`");
    return;
  }
  source::Range last = escalate.steps.back().within.range;
  builder.fix("call somebody for each of them", source::Range{last.file, last.end, when.range.end}, "");
}

} // namespace

extern const Rule escalation_threshold_on_critical = {
    .name = "escalation-threshold-on-critical",
    .category = Category::Safety,
    .summary = "a critical guardrail calls somebody only after several denials",
    .fixable = true,
    .typedGuardrail = check,
};

} // namespace onus::lint
