// SPDX-License-Identifier: Apache-2.0
#include "lint/duty.h"

namespace onus::lint {

namespace {

/// A quarter: much of what goes wrong is found out only when a month was closed and somebody looked at it.
constexpr Millis shortest = 90 * millisPerDay;

void check(const check::System &, const check::TypedGuardrail &typed, Pass &pass) {
  const check::Guardrail &guardrail = *typed.guardrail;
  const check::Sink &sink = *guardrail.sink;
  const syntax::DurationLit &keep = sink.decl->keep;
  if (!isSevere(typed.severity) || keep.value >= shortest)
    return;
  auto builder =
      pass.report(placeOf(pass, guardrail, keep.range), "`{}` forgets after {} what was decided about something severe",
                  sink.symbol->simpleName(), formatDuration(keep.value));
  builder.label("who finds it out later finds no record").help("keep it for 90d or more, or log to a sink that does");
  nameDebtor(builder, typed);
}

} // namespace

extern const Rule log_kept_briefly = {
    .name = "log-kept-briefly",
    .category = Category::Completeness,
    .summary = "the decisions of a high or critical guardrail are kept for less than 90 days",
    .typedGuardrail = check,
};

} // namespace onus::lint
