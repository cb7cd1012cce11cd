// SPDX-License-Identifier: Apache-2.0
#include "lint/pass.h"
#include "lint/suppressions.h"

namespace onus::lint {

namespace {

void check(const Allowance &allowance, Pass &pass) {
  if (allowance.kind != Allowance::Kind::Expect)
    return;
  for (const AllowedRule *each : unusedRules(allowance, pass.asOf()))
    pass.report(each->range, "`{}` is expected here, and does not find anything", each->word)
        .help("whatever it was expected to find has changed: look at it, then take the comment out")
        .fix(withoutRules(allowance, each, pass.sources(), diagnostics::Applicability::MaybeIncorrect));
}

} // namespace

extern const Rule unfulfilled_expect = {
    .name = "unfulfilled-expect",
    .category = Category::Suspicious,
    .level = Level::Warn,
    .summary = "a comment expects a finding that is not there",
    .fixable = true,
    .allowance = check,
};

} // namespace onus::lint
