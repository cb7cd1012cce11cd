// SPDX-License-Identifier: Apache-2.0
#include "lint/pass.h"
#include "lint/suppressions.h"

namespace onus::lint {

namespace {

void check(const Allowance &allowance, Pass &pass) {
  if (allowance.problem.empty() && allowance.isOver(pass.asOf()))
    pass.report(allowance.untilRange, "this comment excused {} until {}, which is over: it counts again",
                listed(allowance.rules), formatDay(*allowance.until))
        .help("mend what is found now, or decide again and write a later day");
}

} // namespace

extern const Rule expired_allow = {
    .name = "expired-allow",
    .category = Category::Completeness,
    .level = Level::Warn,
    .summary = "a comment excused findings until a day that is over",
    .allowance = check,
};

} // namespace onus::lint
