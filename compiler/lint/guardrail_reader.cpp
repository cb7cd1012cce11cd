// SPDX-License-Identifier: Apache-2.0
#include "lint/guardrail_reader.h"

#include <set>

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
  llvm::DenseSet<const Expr *> seen;
  return isOfEvent(expr, seen);
}

bool GuardrailReader::isOfEvent(const Expr *expr, llvm::DenseSet<const Expr *> &seen) const {
  if (!seen.insert(expr).second)
    return false;
  bool found = false;
  ir::walk(expr, [&](const Expr *part) {
    if (const Expr *list = listOf(part))
      found = found || isOfEvent(list, seen);
    else if (part->kind == ExprKind::Local && meaning(part) != part)
      found = found || isOfEvent(meaning(part), seen);
    found |= part->kind == ExprKind::EffectParameter || (part->kind == ExprKind::Root && !isSurrounding(part->text));
  });
  return found;
}

/// One way through the conditions. Names may stand for conditions that hold names, so that what was visited for a use
/// is not visited for it again.
class GuardrailReader::Walk {
public:
  Walk(const GuardrailReader &reader, Visit visit) : reader_(reader), visit_(visit) {}

  void part(const Expr *expr, Use use);

private:
  void operands(const Expr *expr, Use use) {
    for (const Expr *operand : expr->operands)
      part(operand, use);
  }
  void comparison(const Expr *expr, Use use);
  void name(const Expr *expr, Use use);

  const GuardrailReader &reader_;
  Visit visit_;
  std::set<std::pair<int64_t, Use>> read_;
};

void GuardrailReader::walk(Visit visit) const {
  Walk walk(*this, visit);
  for (const check::TypedLocal &local : guardrail_.lets)
    if (!isBool(local.value))
      walk.part(local.value, Use::Value);
  for (const check::TypedRule &rule : guardrail_.rules)
    if (rule.condition)
      walk.part(rule.condition, rule.syntax->require ? Use::Permits : Use::Stops);
  for (const check::TypedException &exception : guardrail_.exceptions)
    if (exception.when)
      walk.part(exception.when, Use::Permits);
}

/// How many items are so: `count(x in xs where C) > 0` is true where `C` is.
void GuardrailReader::Walk::comparison(const Expr *expr, Use use) {
  const Expr *left = expr->operand(0);
  bool counts = left->kind == ExprKind::CountOf;
  bool more = expr->kind == ExprKind::Greater || expr->kind == ExprKind::GreaterEqual ||
              (expr->kind == ExprKind::NotEqual && isZero(expr->operand(1)));
  bool fewer = expr->kind == ExprKind::Less || expr->kind == ExprKind::LessEqual ||
               (expr->kind == ExprKind::Equal && isZero(expr->operand(1)));
  if (!counts || (!more && !fewer))
    return operands(expr, Use::Value);
  visit_(*left, Use::Value);
  part(left->operand(0), Use::Value);
  part(left->operand(1), more ? use : opposite(use));
  part(expr->operand(1), Use::Value);
}

void GuardrailReader::Walk::name(const Expr *expr, Use use) {
  const Expr *value = reader_.values_.lookup(expr->number);
  if (value && isBool(value) && read_.insert({expr->number, use}).second)
    part(value, use);
}

void GuardrailReader::Walk::part(const Expr *expr, Use use) {
  visit_(*expr, use);
  switch (expr->kind) {
  case ExprKind::And:
  case ExprKind::Or:
    return operands(expr, use);
  case ExprKind::Not:
    return part(expr->operand(0), opposite(use));
  case ExprKind::Any:
  case ExprKind::All:
    part(expr->operand(0), Use::Value);
    return part(expr->operand(1), use);
  case ExprKind::If:
    part(expr->operand(0), Use::Value);
    part(expr->operand(1), use);
    return part(expr->operand(2), use);
  case ExprKind::Let:
    if (!isBool(expr->operand(0)))
      part(expr->operand(0), Use::Value);
    return part(expr->operand(1), use);
  case ExprKind::Local:
    return name(expr, use);
  case ExprKind::Equal:
  case ExprKind::NotEqual:
  case ExprKind::Less:
  case ExprKind::LessEqual:
  case ExprKind::Greater:
  case ExprKind::GreaterEqual:
    return comparison(expr, use);
  default:
    return operands(expr, Use::Value);
  }
}

} // namespace onus::lint
