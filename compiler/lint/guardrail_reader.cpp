// SPDX-License-Identifier: Apache-2.0
#include "lint/guardrail_reader.h"

namespace onus::lint {

using ir::Expr;
using ir::ExprKind;

namespace {

bool goesThrough(ExprKind kind) {
  return kind == ExprKind::Any || kind == ExprKind::All || kind == ExprKind::CountOf || kind == ExprKind::SumOf;
}

bool isBool(const Expr *expr) { return expr->type && expr->type->kind == ir::TypeKind::Bool; }

/// What the engine says of itself and its surroundings; the model has no hand in it.
bool isSurrounding(llvm::StringRef root) {
  return root == "context" || root == "session" || root == "agent" || root == "tool" || root == "time";
}

bool isZero(const Expr *expr) { return expr->kind == ExprKind::Int && expr->number == 0; }

} // namespace

Use opposite(Use use) { return use == Use::Permits ? Use::Stops : use == Use::Stops ? Use::Permits : Use::Value; }

GuardrailReader::GuardrailReader(const check::TypedGuardrail &guardrail) : guardrail_(guardrail) {
  auto look = [this](const Expr *root) {
    if (root)
      ir::walk(root, [this](const Expr *expr) {
        if (expr->kind == ExprKind::Let)
          values_[expr->number] = expr->operand(0);
        else if (goesThrough(expr->kind))
          lists_[expr->number] = expr->operand(0);
      });
  };
  for (const check::TypedLocal &local : guardrail.lets) {
    values_[local.local] = local.value;
    look(local.value);
  }
  for (const check::TypedRule &rule : guardrail.rules)
    look(rule.condition);
  for (const check::TypedException &exception : guardrail.exceptions)
    look(exception.when);
}

const Expr *GuardrailReader::meaning(const Expr *expr) const {
  for (;;) {
    const Expr *value = expr->kind == ExprKind::Let     ? expr->operand(1)
                        : expr->kind == ExprKind::Local ? values_.lookup(expr->number)
                                                        : nullptr;
    if (!value)
      return expr;
    expr = value;
  }
}

const Expr *GuardrailReader::listOf(const Expr *expr) const {
  expr = meaning(expr);
  return expr->kind == ExprKind::Local ? lists_.lookup(expr->number) : nullptr;
}

llvm::StringRef GuardrailReader::nameOf(const Expr *expr) const {
  expr = meaning(expr);
  if (expr->kind == ExprKind::Coalesce || expr->kind == ExprKind::Index)
    return nameOf(expr->operand(0));
  if (expr->kind == ExprKind::Call && (expr->text == "lower" || expr->text == "text"))
    return nameOf(expr->operand(0));
  if (expr->kind == ExprKind::Member)
    return expr->text;
  if (expr->kind == ExprKind::EffectParameter)
    return expr->names[0];
  const Expr *list = listOf(expr);
  return list ? nameOf(list) : llvm::StringRef();
}

std::optional<llvm::StringRef> GuardrailReader::literal(const Expr *expr) const {
  expr = meaning(expr);
  return expr->kind == ExprKind::String ? std::optional(expr->text) : std::nullopt;
}

bool GuardrailReader::isOfEvent(const Expr *expr) const {
  bool found = false;
  ir::walk(meaning(expr), [&](const Expr *part) {
    if (const Expr *list = listOf(part))
      found |= isOfEvent(list);
    else if (part->kind == ExprKind::Local && meaning(part) != part)
      found |= isOfEvent(meaning(part));
    found |= part->kind == ExprKind::EffectParameter || (part->kind == ExprKind::Root && !isSurrounding(part->text));
  });
  return found;
}

void GuardrailReader::walk(Visit visit) const {
  for (const check::TypedLocal &local : guardrail_.lets)
    if (!isBool(local.value))
      part(local.value, Use::Value, visit);
  for (const check::TypedRule &rule : guardrail_.rules)
    if (rule.condition)
      part(rule.condition, rule.syntax->require ? Use::Permits : Use::Stops, visit);
  for (const check::TypedException &exception : guardrail_.exceptions)
    if (exception.when)
      part(exception.when, Use::Permits, visit);
}

void GuardrailReader::operands(const Expr *expr, Use use, Visit visit) const {
  for (const Expr *operand : expr->operands)
    part(operand, use, visit);
}

/// How many items are so: `count(x in xs where C) > 0` is true where `C` is.
void GuardrailReader::comparison(const Expr *expr, Use use, Visit visit) const {
  const Expr *left = expr->operand(0);
  bool counts = left->kind == ExprKind::CountOf;
  bool more = expr->kind == ExprKind::Greater || expr->kind == ExprKind::GreaterEqual ||
              (expr->kind == ExprKind::NotEqual && isZero(expr->operand(1)));
  bool fewer = expr->kind == ExprKind::Less || expr->kind == ExprKind::LessEqual ||
               (expr->kind == ExprKind::Equal && isZero(expr->operand(1)));
  if (!counts || (!more && !fewer))
    return operands(expr, Use::Value, visit);
  visit(*left, Use::Value);
  part(left->operand(0), Use::Value, visit);
  part(left->operand(1), more ? use : opposite(use), visit);
  part(expr->operand(1), Use::Value, visit);
}

void GuardrailReader::part(const Expr *expr, Use use, Visit visit) const {
  visit(*expr, use);
  switch (expr->kind) {
  case ExprKind::And:
  case ExprKind::Or:
    return operands(expr, use, visit);
  case ExprKind::Not:
    return part(expr->operand(0), opposite(use), visit);
  case ExprKind::Any:
  case ExprKind::All:
    part(expr->operand(0), Use::Value, visit);
    return part(expr->operand(1), use, visit);
  case ExprKind::If:
    part(expr->operand(0), Use::Value, visit);
    part(expr->operand(1), use, visit);
    return part(expr->operand(2), use, visit);
  case ExprKind::Let:
    if (!isBool(expr->operand(0)))
      part(expr->operand(0), Use::Value, visit);
    return part(expr->operand(1), use, visit);
  case ExprKind::Local:
    if (const Expr *value = values_.lookup(expr->number); value && isBool(value))
      part(value, use, visit);
    return;
  case ExprKind::Equal:
  case ExprKind::NotEqual:
  case ExprKind::Less:
  case ExprKind::LessEqual:
  case ExprKind::Greater:
  case ExprKind::GreaterEqual:
    return comparison(expr, use, visit);
  default:
    return operands(expr, Use::Value, visit);
  }
}

} // namespace onus::lint
