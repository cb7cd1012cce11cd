// SPDX-License-Identifier: Apache-2.0
#include "lint/duty.h"

#include "llvm/ADT/STLExtras.h"

namespace onus::lint {

namespace {

bool onlyFlags(const syntax::Rule *rule) { return !rule->require && rule->verdict == Verdict::Flag; }

/// Only what somebody wrote on this guardrail: a severity that comes from an effect says how grave the effect is, and a
/// further guardrail may well just watch it.
void check(const check::Guardrail &guardrail, Pass &pass) {
  const syntax::Clauses &clauses = guardrail.decl->clauses;
  if (!clauses.severity || !isSevere(*clauses.severity) || !llvm::all_of(guardrail.rules, onlyFlags))
    return;
  pass.report(clauses.severityRange,
              "guardrail `{}` says that it is {}, but only flags: nothing is stopped and nobody "
              "is called",
              guardrail.symbol->simpleName(), word(*clauses.severity))
      .label("a flag does not escalate")
      .related(guardrail.rules.front()->keyword, "only flagged here")
      .help("write `deny` or `ask`, with `shadow` while it is on trial; or give it the severity of something that is "
            "only watched");
}

} // namespace

extern const Rule severe_only_flagged = {
    .name = "severe-only-flagged",
    .category = Category::Safety,
    .summary = "a guardrail says that it is high or critical, and its rules only flag",
    .guardrail = check,
};

} // namespace onus::lint
