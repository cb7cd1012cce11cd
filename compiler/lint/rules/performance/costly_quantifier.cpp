// SPDX-License-Identifier: Apache-2.0
#include "lint/pass.h"

#include "check/cost.h"

#include "llvm/ADT/STLExtras.h"

namespace onus::lint {

namespace {

using ir::Expr;
using ir::ExprKind;

/// Elementary steps from which on one rule is dear: about what deciding a thousand plain events takes.
constexpr int64_t dear = 20'000'000;

bool goesThrough(const Expr *expr) {
  return expr->kind == ExprKind::Any || expr->kind == ExprKind::All || expr->kind == ExprKind::CountOf ||
         expr->kind == ExprKind::SumOf;
}

/// A quantifier within which another one stands; null where there is none.
const Expr *nested(const Expr *condition) {
  const Expr *found = nullptr;
  ir::walk(condition, [&](const Expr *outer) {
    if (found || !goesThrough(outer))
      return;
    for (const Expr *part : outer->operands.drop_front())
      ir::walk(part, [&](const Expr *inner) { found = goesThrough(inner) ? outer : found; });
  });
  return found;
}

/// The most that a rule takes over the tools that the guardrail selects.
int64_t worstCost(const check::System &system, const check::TypedGuardrail &guardrail, const check::TypedRule &rule,
                  const Pass &pass) {
  int64_t worst = 0;
  for (const check::TypedSelector &selector : guardrail.on) {
    if (selector.tools.empty())
      worst = std::max(worst, check::costOf(pass.program, system, guardrail, rule, nullptr));
    for (const check::Tool *tool : selector.tools)
      worst = std::max(worst, check::costOf(pass.program, system, guardrail, rule, tool));
  }
  return worst;
}

void check(const check::System &system, const check::TypedGuardrail &guardrail, Pass &pass) {
  for (const check::TypedRule &rule : guardrail.rules) {
    const Expr *quantifier = rule.condition ? nested(rule.condition) : nullptr;
    if (!quantifier || !pass.isOwn(quantifier->range))
      continue;
    int64_t cost = worstCost(system, guardrail, rule, pass);
    if (cost >= dear)
      pass.report(quantifier->range, "this may take {} million steps at one event", cost / 1'000'000)
          .label("goes through one list for each item of another")
          .note("a list holds up to 1024 items and a text up to 65536 bytes where its type does not say less")
          .help("narrow a type (`list<string> max 50`, `string max 200`), or look things up in a set or a map");
  }
}

} // namespace

extern const Rule costly_quantifier = {
    .name = "costly-quantifier",
    .category = Category::Performance,
    .level = Level::Info,
    .summary = "a rule goes through one long list for each item of another",
    .typedGuardrail = check,
};

} // namespace onus::lint
