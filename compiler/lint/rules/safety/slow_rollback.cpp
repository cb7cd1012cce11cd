// SPDX-License-Identifier: Apache-2.0
#include "lint/duty.h"

namespace onus::lint {

namespace {

constexpr Millis hour = 3'600'000;

/// How long what is severe may go on before it is stopped.
constexpr Millis latest(Severity severity) { return severity == Severity::Critical ? hour : 24 * hour; }

void check(const check::System &, const check::TypedGuardrail &typed, Pass &pass) {
  const check::Guardrail &guardrail = *typed.guardrail;
  const syntax::DurationLit &within = guardrail.rollback.clause->within;
  if (!isSevere(typed.severity) || within.value <= latest(typed.severity))
    return;
  auto builder = pass.report(placeOf(pass, guardrail, within.range), "what is {} may go on for {} before it is stopped",
                             word(typed.severity), formatDuration(within.value));
  builder.help("let somebody roll back who can do it within " + formatDuration(latest(typed.severity)) +
               ": an engine honours `disable` at once");
  nameDebtor(builder, typed);
}

} // namespace

extern const Rule slow_rollback = {
    .name = "slow-rollback",
    .category = Category::Safety,
    .summary = "the rollback of a critical guardrail may take more than an hour, of a high one more than a day",
    .typedGuardrail = check,
};

} // namespace onus::lint
