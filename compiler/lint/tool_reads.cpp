// SPDX-License-Identifier: Apache-2.0
#include "lint/tool_reads.h"

#include "check/coverage.h"

#include "llvm/ADT/STLExtras.h"

namespace onus::lint {

using ir::Expr;
using ir::ExprKind;

ToolReads::ToolReads(const check::System &system, const check::Tool &tool, ir::EventKind event, Day asOf)
    : system_(system), tool_(tool), event_(event) {
  for (const check::TypedGuardrail &each : system.guardrails) {
    bool selected = llvm::any_of(each.on, [&](const check::TypedSelector &selector) {
      return selector.event == event && llvm::is_contained(selector.tools, &tool);
    });
    if (selected && !check::inShadow(*each.guardrail, asOf))
      guardrail(each);
  }
}

void ToolReads::guardrail(const check::TypedGuardrail &guardrail) {
  bool stops = false;
  for (const check::TypedRule &rule : guardrail.rules) {
    if (!rule.syntax->require && rule.syntax->verdict == syntax::Verdict::Flag)
      continue;
    stops = true;
    whole_ |= !rule.condition; // each event goes to a person, or nowhere
    expr(rule.condition);
    for (const ir::RedactTarget &target : rule.redact)
      expr(target.path);
  }
  if (stops)
    for (const check::TypedLocal &local : guardrail.lets)
      expr(local.value);
}

void ToolReads::expr(const Expr *expr) {
  if (!expr)
    return;
  llvm::StringRef root = event_ == ir::EventKind::Call ? "args" : "result";
  if (expr->kind == ExprKind::Member && expr->operand(0)->kind == ExprKind::Root && expr->operand(0)->text == root) {
    members_.insert(expr->text.str());
    return;
  }
  whole_ |= expr->kind == ExprKind::Root && expr->text == root;
  if (expr->kind == ExprKind::EffectParameter)
    binding(expr);
  else if (expr->kind == ExprKind::History)
    history(static_cast<size_t>(expr->number));
  for (const Expr *operand : expr->operands)
    this->expr(operand);
}

void ToolReads::binding(const Expr *parameter) {
  for (const check::ToolEffect &effect : tool_.effects)
    if (effect.effect->symbol->name == parameter->text)
      for (const check::EffectBinding &each : effect.bindings)
        if (each.parameter && each.parameter->name == parameter->names[0])
          expr(each.value);
}

/// A history counts the current event with the earlier ones (S19).
void ToolReads::history(size_t index) {
  if (index >= system_.slots.size())
    return;
  const ir::Slot &slot = system_.slots[index];
  if (slot.event != event_ || !llvm::is_contained(slot.tools, tool_.qualified))
    return;
  expr(slot.where);
  expr(slot.path);
}

} // namespace onus::lint
