// SPDX-License-Identifier: Apache-2.0
#include "lint/pass.h"
#include "lint/suppressions.h"

namespace onus::lint {

namespace {

void check(const Allowance &allowance, Pass &pass) {
  if (allowance.kind == Allowance::Kind::Expect)
    return;
  auto unused = unusedRules(allowance, pass.asOf());
  if (unused.size() == allowance.rules.size() && !unused.empty()) {
    pass.report(allowance.range, "this comment excuses {}, and there is nothing to excuse: the hole stays open",
                listed(allowance.rules))
        .fix(withoutRules(allowance, unused, pass.sources(), diagnostics::Applicability::MachineApplicable));
    return;
  }
  for (const AllowedRule *each : unused)
    pass.report(each->range, "this comment excuses `{}`, and there is nothing to excuse: the hole stays open",
                each->word)
        .fix(withoutRules(allowance, each, pass.sources(), diagnostics::Applicability::MachineApplicable));
}

} // namespace

extern const Rule unused_allow = {
    .name = "unused-allow",
    .category = Category::Suspicious,
    .level = Level::Warn,
    .summary = "a comment excuses a finding that is not there",
    .fixable = true,
    .allowance = check,
};

} // namespace onus::lint
