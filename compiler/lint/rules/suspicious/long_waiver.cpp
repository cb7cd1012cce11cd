// SPDX-License-Identifier: Apache-2.0
#include "lint/pass.h"

namespace onus::lint {

namespace {

/// Days that a waiver may last before it is a policy. An exception lifts a rule that somebody wanted; the others stand
/// in for one that nobody wrote, and are looked at once a year.
constexpr Day longestException = 184, longestOther = 366;

void judge(const check::Waiver &waiver, llvm::StringRef what, Day longest, Pass &pass) {
  const syntax::DateLit &until = waiver.syntax->until;
  const syntax::DateLit &from = waiver.syntax->approved.on;
  Day lasts = until.value - from.value;
  if (lasts <= longest)
    return;
  pass.report(until.range, "{} lasts for {} days: nobody has to agree to it again in all that time", what, lasts)
      .label(fmt::format("more than {} days", longest))
      .related(from.range, "approved here")
      .help("let it end earlier and approve it again then; what is to last belongs in the rule");
}

void checkException(const check::Exception &exception, Pass &pass) {
  judge(exception.waiver, "exception `" + exception.name + "`", longestException, pass);
}

/// A shadow has a rule of its own.
void checkGuardrail(const check::Guardrail &guardrail, Pass &pass) {
  if (guardrail.failsWaiver)
    judge(*guardrail.failsWaiver, "this open failure", longestOther, pass);
}

void checkTool(const check::Tool &tool, Pass &pass) {
  for (const check::ToolUnguarded &each : tool.unguarded)
    judge(each.waiver, "what leaves tools unguarded", longestOther, pass);
}

} // namespace

extern const Rule long_waiver = {
    .name = "long-waiver",
    .category = Category::Suspicious,
    .summary = "an exception lasts for more than half a year, or another waiver for more than a year",
    .tool = checkTool,
    .guardrail = checkGuardrail,
    .exception = checkException,
};

} // namespace onus::lint
