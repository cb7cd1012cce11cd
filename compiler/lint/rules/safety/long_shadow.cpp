// SPDX-License-Identifier: Apache-2.0
#include "lint/duty.h"

namespace onus::lint {

namespace {

/// Days that a trial may last: time enough to see a month's end, or a quarter's where little is at stake.
constexpr Day longest(Severity severity) { return isSevere(severity) ? 31 : 92; }

void check(const check::System &, const check::TypedGuardrail &typed, Pass &pass) {
  const syntax::Waiver *shadow = typed.guardrail->shadowClause;
  if (!shadow)
    return;
  Day lasts = shadow->until.value - shadow->approved.on.value;
  if (lasts <= longest(typed.severity))
    return;
  pass.report(shadow->until.range, "guardrail `{}` stays in shadow for {} days: until then it stops nothing",
              typed.guardrail->symbol->simpleName(), lasts)
      .label(fmt::format("of a {} guardrail, {} days show what there is to see", word(typed.severity),
                         longest(typed.severity)))
      .related(shadow->approved.on.range, "since here")
      .help("let it enforce earlier, and approve the shadow again if the first weeks ask for it");
}

} // namespace

extern const Rule long_shadow = {
    .name = "long-shadow",
    .category = Category::Safety,
    .summary = "a guardrail stays in shadow for more than a month (three, where little is at stake)",
    .typedGuardrail = check,
};

} // namespace onus::lint
