// SPDX-License-Identifier: Apache-2.0
#include "lint/pass.h"

namespace onus::lint {

namespace {

/// What a person needs to see a question and to understand it.
constexpr Millis shortest = 60'000;

/// Whoever uses the system sits before it and is not meant.
void check(const check::Guardrail &guardrail, Pass &pass) {
  for (const syntax::Rule *rule : guardrail.rules) {
    if (rule->verdict != Verdict::Ask || rule->askUser || !rule->within || rule->within.value >= shortest)
      continue;
    pass.report(rule->within.range, "nobody answers within {}: what waits for an answer is as good as denied",
                formatDuration(rule->within.value))
        .label("people would learn to approve without reading")
        .help("give them minutes, or write `deny`");
  }
}

} // namespace

extern const Rule hasty_ask = {
    .name = "hasty-ask",
    .category = Category::Suspicious,
    .summary = "a person is asked and has less than a minute to answer",
    .guardrail = check,
};

} // namespace onus::lint
