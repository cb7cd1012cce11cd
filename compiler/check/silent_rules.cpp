// SPDX-License-Identifier: Apache-2.0
#include "check/silent_rules.h"

#include "llvm/ADT/STLExtras.h"

namespace onus::check {
namespace {

using diagnostics::Kind;
using ir::Expr;
using ir::ExprKind;

bool reads(const Expr *expr, const Expr *path) {
  bool found = false;
  ir::walk(expr, [&](const Expr *part) { found |= ir::sameText(part, path); });
  return found;
}

/// Somewhere the rule says what holds where the path is absent: `not has(path)`.
bool speaksOfAbsence(const TypedRule &rule, const Expr *path) {
  bool found = rule.syntax->require && rule.condition && rule.condition->kind == ExprKind::Has &&
               ir::sameText(rule.condition->operand(0), path);
  if (!rule.condition)
    return found;
  ir::walk(rule.condition, [&](const Expr *part) {
    found |= part->kind == ExprKind::Not && part->operand(0)->kind == ExprKind::Has &&
             ir::sameText(part->operand(0)->operand(0), path);
  });
  return found;
}

/// The first `has(x)` of an `and` whose other parts read `x`; null where there is none.
const Expr *guardOf(const Expr *condition) {
  if (condition->kind != ExprKind::And)
    return nullptr;
  for (const Expr *part : condition->operands)
    if (part->kind == ExprKind::Has && llvm::any_of(condition->operands, [&](const Expr *other) {
          return other != part && reads(other, part->operand(0));
        }))
      return part;
  return nullptr;
}

/// What a path stands for: a name of the guardrail for its value.
const Expr *meaningOf(const Expr *path, const TypedGuardrail &guardrail) {
  for (const TypedLocal &local : guardrail.lets)
    if (path->kind == ExprKind::Local && path->number == local.local)
      return local.value;
  return path;
}

} // namespace

void reportSilentRules(Context &context, const TypedGuardrail &guardrail) {
  const resolve::Symbol *pattern = guardrail.guardrail->pattern;
  if (pattern && pattern->package->standard) // whoever uses the library's rule cannot change it
    return;
  for (const TypedRule &rule : guardrail.rules) {
    bool stops = !rule.syntax->require &&
                 (rule.syntax->verdict == syntax::Verdict::Deny || rule.syntax->verdict == syntax::Verdict::Ask);
    const Expr *guard = stops && rule.condition ? guardOf(rule.condition) : nullptr;
    if (!guard || !guard->range.valid())
      continue;
    const Expr *path = guard->operand(0);
    if (meaningOf(path, guardrail)->kind ==
        ExprKind::History) // `latest`: there may be nothing before, and that is fine
      continue;
    if (llvm::any_of(guardrail.rules, [&](const TypedRule &other) { return speaksOfAbsence(other, path); }))
      continue;
    std::string name = rule.syntax->label ? "rule `" + rule.syntax->label.text.str() + "`" : "the rule";
    std::string text = ir::print(path);
    context.reporter.report<Kind::SilentWhenAbsent>(guard->range, name, text)
        .label("not true then, and neither is the whole")
        .help("write `require has(" + text + ") because \"…\"` before it where nothing may go ahead without; or `" +
              text + " ?? …` where its absence means something");
  }
}

} // namespace onus::check
