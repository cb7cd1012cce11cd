// SPDX-License-Identifier: Apache-2.0
#include "lint/pass.h"
#include "lint/suppressions.h"

namespace onus::lint {

namespace {

void check(const Allowance &allowance, Pass &pass) {
  if (!allowance.problem.empty())
    pass.report(allowance.problemRange, "{}", allowance.problem).help(allowance.help);
}

} // namespace

extern const Rule malformed_allow = {
    .name = "malformed-allow",
    .category = Category::Correctness,
    .level = Level::Error,
    .summary = "a comment that begins like one that excuses a finding, and cannot be read as one",
    .allowance = check,
};

} // namespace onus::lint
