// SPDX-License-Identifier: Apache-2.0
#include "analysis/guardrail_logic.h"

#include "llvm/ADT/STLExtras.h"

namespace onus::analysis {

GuardrailLogic::GuardrailLogic(const check::System &system, const check::TypedGuardrail &guardrail, Arena &arena,
                               const check::Tool *tool)
    : system_(system), guardrail_(guardrail), arena_(arena), canonical_(arena) {
  if (tool)
    bindEffects(*tool);
  for (const check::TypedLocal &local : guardrail.lets)
    canonical_.bind(local.local, local.value);
  for (const check::TypedRule &rule : guardrail.rules) {
    canonical_.refill();
    conditions_.push_back(rule.condition ? canonical_.condition(rule.condition, rule.syntax->require) : nullptr);
    gaveUp_ |= canonical_.gaveUp();
  }
}

void GuardrailLogic::bindEffects(const check::Tool &tool) {
  for (const check::ToolEffect &effect : tool.effects)
    for (const check::EffectBinding &binding : effect.bindings)
      if (binding.parameter && binding.value && !binding.none)
        canonical_.bind(effect.effect->symbol->name, binding.parameter->name, binding.value);
}

std::optional<size_t> GuardrailLogic::find(const syntax::Rule *rule) const {
  for (size_t index = 0; index < guardrail_.rules.size(); ++index)
    if (guardrail_.rules[index].syntax == rule)
      return index;
  return std::nullopt;
}

const check::TypedException *GuardrailLogic::find(const check::Exception *exception) const {
  for (const check::TypedException &typed : guardrail_.exceptions)
    if (typed.exception == exception)
      return &typed;
  return nullptr;
}

/// A `require` that does not apply to some tools (S37) lets their events through to the rules after it.
FormulaPtr GuardrailLogic::reached(Terms &terms, size_t rule) const {
  std::vector<FormulaPtr> parts;
  for (size_t earlier = 0; earlier < rule; ++earlier) {
    const check::TypedRule &typed = guardrail_.rules[earlier];
    if (typed.syntax->require && typed.notFor.empty() && conditions_[earlier])
      parts.push_back(claim(terms, conditions_[earlier], Claim::False));
  }
  return all(std::move(parts));
}

FormulaPtr GuardrailLogic::fires(Terms &terms, size_t rule) const {
  std::vector<FormulaPtr> parts = {reached(terms, rule)};
  if (conditions_[rule])
    parts.push_back(claim(terms, conditions_[rule], Claim::True));
  return all(std::move(parts));
}

FormulaPtr GuardrailLogic::silent(Terms &terms, size_t rule) const {
  std::vector<FormulaPtr> parts;
  for (size_t earlier = 0; earlier < rule; ++earlier)
    if (guardrail_.rules[earlier].syntax->require && conditions_[earlier])
      parts.push_back(claim(terms, conditions_[earlier], Claim::NotFalse));
  if (conditions_[rule])
    parts.push_back(claim(terms, conditions_[rule], Claim::NotTrue));
  return some(std::move(parts));
}

FormulaPtr GuardrailLogic::claimed(Terms &terms, const ir::Expr *condition, Claim wanted) {
  canonical_.refill();
  const ir::Expr *canonical = canonical_.condition(condition);
  return canonical_.gaveUp() ? nullptr : claim(terms, canonical, wanted);
}

std::vector<const ir::Expr *> GuardrailLogic::wheres() const {
  std::vector<const ir::Expr *> found;
  auto look = [&](const ir::Expr *expr) {
    if (!expr)
      return;
    ir::walk(expr, [&](const ir::Expr *part) {
      size_t slot = static_cast<size_t>(part->number);
      if (part->kind == ir::ExprKind::History && slot < system_.slots.size() && system_.slots[slot].where &&
          !llvm::is_contained(found, system_.slots[slot].where))
        found.push_back(system_.slots[slot].where);
    });
  };
  for (const check::TypedLocal &local : guardrail_.lets)
    look(local.value);
  for (const check::TypedRule &rule : guardrail_.rules)
    look(rule.condition);
  for (const check::TypedException &exception : guardrail_.exceptions)
    look(exception.when);
  return found;
}

/// The current event is counted as if it went ahead (S19): where every event of the guardrail is one that the slot
/// counts, the count is never below one.
bool GuardrailLogic::countsCurrent(const ir::Expr *history) const {
  if (static_cast<size_t>(history->number) >= system_.slots.size())
    return false;
  const ir::Slot &slot = system_.slots[static_cast<size_t>(history->number)];
  if (slot.op != ir::HistoryOp::Count || slot.denied || slot.where || !slot.per.empty())
    return false;
  return llvm::all_of(guardrail_.on, [&](const check::TypedSelector &selector) {
    return selector.event == slot.event && llvm::all_of(selector.tools, [&](const check::Tool *tool) {
             return llvm::is_contained(slot.tools, tool->qualified);
           });
  });
}

/// `tool.name` and `tool.surface` are those of the tools that the guardrail selects: any other was denied on entry
/// (S9).
Terms::Texts GuardrailLogic::textsOf(const ir::Expr *expr) const {
  bool ofTool = expr->kind == ir::ExprKind::Member && expr->operand(0)->kind == ir::ExprKind::Root &&
                expr->operand(0)->text == "tool";
  if (!ofTool)
    return std::nullopt;
  std::set<std::string> texts;
  for (const check::TypedSelector &selector : guardrail_.on)
    for (const check::Tool *tool : selector.tools)
      texts.insert(expr->text == "name" ? tool->qualified : tool->surface->symbol->simpleName().str());
  return texts.empty() ? Terms::Texts() : Terms::Texts(std::move(texts));
}

Terms GuardrailLogic::terms(World world) const {
  return Terms([this](const ir::Expr *history) { return countsCurrent(history); },
               [this, world](const ir::Expr *expr) { return world == World::Today ? textsOf(expr) : std::nullopt; });
}

Terms GuardrailLogic::earlierTerms() const {
  return Terms([](const ir::Expr *) { return false; }, [](const ir::Expr *) { return std::nullopt; });
}

} // namespace onus::analysis
