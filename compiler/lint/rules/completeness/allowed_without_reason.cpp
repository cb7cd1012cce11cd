// SPDX-License-Identifier: Apache-2.0
#include "lint/pass.h"
#include "lint/suppressions.h"

namespace onus::lint {

namespace {

void check(const Allowance &allowance, Pass &pass) {
  if (allowance.problem.empty() && allowance.reason.empty())
    pass.report(allowance.range, "this comment does not say why the finding is right to ignore, so it excuses nothing")
        .help("add `reason = \"…\"` for whoever reads it next");
}

} // namespace

extern const Rule allowed_without_reason = {
    .name = "allowed-without-reason",
    .category = Category::Completeness,
    .level = Level::Error,
    .summary = "a comment excuses a finding and does not say why",
    .allowance = check,
};

} // namespace onus::lint
