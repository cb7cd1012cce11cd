// SPDX-License-Identifier: Apache-2.0
#include "lint/duty.h"

namespace onus::lint {

namespace {

constexpr Millis hour = 3'600'000;

/// How long nobody may know of what is severe.
constexpr Millis latest(Severity severity) { return severity == Severity::Critical ? hour : 4 * hour; }

void check(const check::System &, const check::TypedGuardrail &typed, Pass &pass) {
  const check::Guardrail &guardrail = *typed.guardrail;
  const syntax::DurationLit &within = guardrail.escalate.clause->steps.front().within;
  if (!isSevere(typed.severity) || within.value <= latest(typed.severity))
    return;
  auto builder = pass.report(placeOf(pass, guardrail, within.range), "for {} nobody needs to know of what is {}",
                             formatDuration(within.value), word(typed.severity));
  builder.label("the first step")
      .help("call somebody within " + formatDuration(latest(typed.severity)) +
            ", be it with a further step for who decides");
  nameDebtor(builder, typed);
}

} // namespace

extern const Rule slow_escalation = {
    .name = "slow-escalation",
    .category = Category::Safety,
    .summary = "nobody is called within an hour of a critical denial, or within four of a high one",
    .typedGuardrail = check,
};

} // namespace onus::lint
