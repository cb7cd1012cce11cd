// SPDX-License-Identifier: Apache-2.0
#include "lint/pass.h"
#include "lint/suppressions.h"

namespace onus::lint {

namespace {

void check(const Allowance &allowance, Pass &pass) {
  for (const AllowedRule &each : allowance.rules) {
    if (each.rule || !allowance.problem.empty())
      continue;
    const diagnostics::KindInfo *code = diagnostics::find(each.word);
    if (code) {
      pass.report(each.range, "`{}` is said by the compiler, which no comment silences", each.word)
          .help("`onus explain " + std::string(code->code) + "` says what it wants");
      continue;
    }
    if (findCategory(each.word)) {
      pass.report(each.range, "`{}` is a category, and a comment excuses single rules", each.word)
          .help("name the rule; what holds for a category is set in onus.toml");
      continue;
    }
    auto report = pass.report(each.range, "there is no lint rule `{}`: this excuses nothing", each.word);
    if (const Rule *meant = closestRule(each.word))
      report.didYouMean(each.range, meant->name);
    else
      report.help("`onus list rules` shows them all");
  }
}

} // namespace

extern const Rule unknown_rule_allowed = {
    .name = "unknown-rule-allowed",
    .category = Category::Correctness,
    .level = Level::Error,
    .summary = "a comment excuses findings of a rule that does not exist",
    .fixable = true,
    .allowance = check,
};

} // namespace onus::lint
