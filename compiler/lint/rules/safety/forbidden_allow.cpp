// SPDX-License-Identifier: Apache-2.0
#include "lint/pass.h"
#include "lint/suppressions.h"

namespace onus::lint {

namespace {

void check(const Allowance &allowance, Pass &pass) {
  if (!allowance.problem.empty())
    return;
  for (const AllowedRule &each : allowance.rules) {
    if (each.rule && each.rule->allowance)
      pass.report(each.range, "`{}` is about comments like this one, and none of them excuses it", each.word)
          .help("mend the comment that it found, or set the rule's level in onus.toml");
    else if (each.level == Level::Forbid)
      pass.report(each.range, "`{}` is at `forbid` here: no comment excuses it", each.word)
          .help("take the rule out of this comment; whoever set `forbid` in onus.toml decides about it");
  }
}

} // namespace

extern const Rule forbidden_allow = {
    .name = "forbidden-allow",
    .category = Category::Safety,
    .level = Level::Error,
    .summary = "a comment excuses a rule that nobody may excuse",
    .allowance = check,
};

} // namespace onus::lint
