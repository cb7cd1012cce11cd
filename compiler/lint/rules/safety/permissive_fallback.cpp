// SPDX-License-Identifier: Apache-2.0
#include "lint/guardrail_reader.h"
#include "lint/pass.h"

namespace onus::lint {

namespace {

using ir::Expr;
using ir::ExprKind;

bool isConstantNumber(const Expr *expr) {
  return expr->kind == ExprKind::Int || expr->kind == ExprKind::Decimal || expr->kind == ExprKind::Duration;
}

/// What a comparison of two constants of one kind comes to; nothing where it is none of numbers.
std::optional<bool> outcome(ExprKind kind, const Expr *left, const Expr *right) {
  if (!isConstantNumber(left) || left->kind != right->kind)
    return std::nullopt;
  switch (kind) {
  case ExprKind::Less:
    return left->number < right->number;
  case ExprKind::LessEqual:
    return left->number <= right->number;
  case ExprKind::Greater:
    return left->number > right->number;
  case ExprKind::GreaterEqual:
    return left->number >= right->number;
  default:
    return std::nullopt;
  }
}

/// Somewhere in its conditions the guardrail asks whether the value is there.
bool asksForPresence(const check::TypedGuardrail &guardrail, const Expr *path) {
  bool found = false;
  for (const check::TypedRule &rule : guardrail.rules)
    if (rule.condition)
      ir::walk(rule.condition,
               [&](const Expr *part) { found |= part->kind == ExprKind::Has && ir::sameText(part->operand(0), path); });
  return found;
}

class Check {
public:
  Check(const check::TypedGuardrail &guardrail, Pass &pass) : guardrail_(guardrail), reader_(guardrail), pass_(pass) {}

  void run() {
    reader_.walk([this](const Expr &expr, Use use) {
      bool ordered = expr.kind == ExprKind::Less || expr.kind == ExprKind::LessEqual ||
                     expr.kind == ExprKind::Greater || expr.kind == ExprKind::GreaterEqual;
      if (!ordered || use == Use::Value)
        return;
      for (size_t side : {0u, 1u})
        if (const Expr *read = reader_.meaning(expr.operand(side)); read->kind == ExprKind::Coalesce)
          comparison(expr, use, side, *read);
    });
  }

private:
  void comparison(const Expr &expr, Use use, size_t side, const Expr &read) {
    const Expr *fallback = reader_.meaning(read.operand(1)), *other = reader_.meaning(expr.operand(1 - side));
    std::optional<bool> truth = outcome(expr.kind, side == 0 ? fallback : other, side == 0 ? other : fallback);
    const Expr *path = reader_.meaning(read.operand(0));
    // `latest` of nothing: there is no earlier event to be careful about.
    if (!truth || *truth != (use == Use::Permits) || path->kind == ExprKind::History ||
        asksForPresence(guardrail_, read.operand(0)))
      return;
    std::string text = ir::print(path);
    pass_.report(read.range, "where `{}` is absent, this permits: `{}` stands in for it", text, ir::print(fallback))
        .label("then the comparison is " + std::string(*truth ? "true" : "false"))
        .related(expr.range, "the comparison")
        .help("write `require has(" + text + ") because \"…\"` before it, or a fallback that is stopped");
  }

  const check::TypedGuardrail &guardrail_;
  GuardrailReader reader_;
  Pass &pass_;
};

void check(const check::System &, const check::TypedGuardrail &guardrail, Pass &pass) { Check(guardrail, pass).run(); }

} // namespace

extern const Rule permissive_fallback = {
    .name = "permissive-fallback",
    .category = Category::Safety,
    .level = Level::Warn,
    .summary = "a limit is kept by whoever leaves the value out, because of what `??` puts in its place",
    .typedGuardrail = check,
};

} // namespace onus::lint
