// SPDX-License-Identifier: Apache-2.0
#include "lint/pass.h"
#include "lint/personal_data.h"

namespace onus::lint {

namespace {

bool reads(const ir::Expr *expr, const ir::Expr *path) {
  bool found = false;
  if (expr)
    ir::walk(expr, [&](const ir::Expr *part) { found |= ir::sameText(part, path); });
  return found;
}

/// A rule or an exception reads what is logged: without it, the decision could not be reconstructed.
bool isNeeded(const check::TypedGuardrail &guardrail, const ir::Expr *path) {
  bool found = false;
  for (const check::TypedLocal &local : guardrail.lets)
    found |= reads(local.value, path);
  for (const check::TypedRule &rule : guardrail.rules) {
    found |= reads(rule.condition, path);
    for (const ir::RedactTarget &target : rule.redact)
      found |= reads(target.path, path);
  }
  for (const check::TypedException &exception : guardrail.exceptions)
    found |= reads(exception.when, path);
  return found;
}

void check(const check::System &, const check::TypedGuardrail &guardrail, Pass &pass) {
  const check::Tool *tool = personalSource(guardrail);
  if (!tool)
    return;
  for (const check::TypedLogItem &item : guardrail.log)
    if (showsResult(guardrail, item) && !isNeeded(guardrail, item.value))
      pass.report(item.range, "this logs what tool `{}` says about people, and no rule reads it", tool->qualified)
          .label("kept in clear for nobody's decision")
          .help("leave it out, or name it behind `redact`");
}

} // namespace

extern const Rule needless_personal_data = {
    .name = "needless-personal-data",
    .category = Category::Safety,
    .level = Level::Warn,
    .summary = "a log keeps data about people that no rule reads",
    .typedGuardrail = check,
};

} // namespace onus::lint
