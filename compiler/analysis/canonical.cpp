// SPDX-License-Identifier: Apache-2.0
#include "analysis/canonical.h"

#include "ir/address.h"

#include "llvm/ADT/STLExtras.h"

namespace onus::analysis {

using ir::Expr;
using ir::ExprKind;

bool isConstant(const Expr *expr) {
  switch (expr->kind) {
  case ExprKind::Bool:
  case ExprKind::Int:
  case ExprKind::Decimal:
  case ExprKind::String:
  case ExprKind::Duration:
  case ExprKind::Date:
  case ExprKind::Instant:
  case ExprKind::Ip:
    return true;
  default:
    return false;
  }
}

bool sameConstant(const Expr *left, const Expr *right) {
  if (left->kind != right->kind || left->number != right->number)
    return false;
  if (left->kind == ExprKind::Ip)
    return ir::IpAddress::parse(left->text) == ir::IpAddress::parse(right->text);
  return left->text == right->text;
}

const Expr *Canonical::make(ExprKind kind, const Expr *like, llvm::ArrayRef<const Expr *> operands) {
  Expr expr = *like;
  expr.kind = kind;
  expr.operands = arena_.copy(operands);
  return arena_.make<Expr>(expr);
}

const Expr *Canonical::meaning(const Expr *expr) const {
  if (expr->kind == ExprKind::EffectParameter) {
    auto bound = parameters_.find(expr->text.str() + "." + expr->names[0].str());
    return bound == parameters_.end() ? nullptr : bound->second;
  }
  auto found = meanings_.find(expr->number);
  return found == meanings_.end() ? nullptr : found->second;
}

const Expr *Canonical::boolean(bool value, const Expr *like) {
  Expr expr;
  expr.kind = ExprKind::Bool;
  expr.type = like->type;
  expr.range = like->range;
  expr.number = value;
  return arena_.make<Expr>(expr);
}

/// The expression over rewritten operands; itself where nothing changed.
const Expr *Canonical::rebuilt(const Expr *expr) {
  std::vector<const Expr *> operands;
  for (const Expr *operand : expr->operands)
    operands.push_back(value(operand));
  return llvm::ArrayRef<const Expr *>(operands) == expr->operands ? expr : make(expr->kind, expr, operands);
}

const Expr *Canonical::atom(const Expr *expr, bool negated) {
  return negated ? make(ExprKind::Not, boolean(true, expr), {expr}) : expr;
}

const Expr *Canonical::junction(const Expr *expr, bool negated) {
  bool isAnd = (expr->kind == ExprKind::And) != negated;
  ExprKind kind = isAnd ? ExprKind::And : ExprKind::Or;
  std::vector<const Expr *> operands;
  for (const Expr *operand : expr->operands) {
    const Expr *part = condition(operand, negated);
    if (part->kind == ExprKind::Bool && (part->number != 0) != isAnd)
      return part; // decides, whatever the others are
    if (part->kind == ExprKind::Bool)
      continue;
    if (part->kind == kind)
      operands.insert(operands.end(), part->operands.begin(), part->operands.end());
    else
      operands.push_back(part);
  }
  if (operands.empty())
    return boolean(isAnd, expr);
  return operands.size() == 1 ? operands[0] : make(kind, expr, operands);
}

const Expr *Canonical::choice(const Expr *expr, bool negated) {
  const Expr *decision = condition(expr->operand(0));
  if (decision->kind == ExprKind::Bool)
    return condition(expr->operand(decision->number ? 1 : 2), negated);
  return make(ExprKind::If, expr,
              {decision, condition(expr->operand(1), negated), condition(expr->operand(2), negated)});
}

const Expr *Canonical::quantifier(const Expr *expr, bool negated) {
  bool isAll = expr->kind == ExprKind::All;
  const Expr *list = value(expr->operand(0));
  const Expr *body = condition(expr->operand(1), isAll);
  if (list->kind == ExprKind::List && list->operands.empty())
    return boolean(isAll != negated, expr);
  return atom(make(ExprKind::Any, expr, {list, body}), isAll != negated);
}

const Expr *Canonical::equality(const Expr *expr, bool negated) {
  negated ^= expr->kind == ExprKind::NotEqual;
  const Expr *left = value(expr->operand(0)), *right = value(expr->operand(1));
  if (isConstant(left) && isConstant(right))
    return boolean(sameConstant(left, right) != negated, expr);
  if (isConstant(left) || (!isConstant(right) && ir::print(right) < ir::print(left)))
    std::swap(left, right);
  if (right->kind == ExprKind::Bool) // `x == false` is `not x`
    return condition(left, negated != (right->number == 0));
  return atom(make(ExprKind::Equal, expr, {left, right}), negated);
}

const Expr *Canonical::order(const Expr *expr, bool negated) {
  const Expr *left = value(expr->operand(0)), *right = value(expr->operand(1));
  bool orEqual = expr->kind == ExprKind::LessEqual || expr->kind == ExprKind::GreaterEqual;
  if (expr->kind == ExprKind::Greater || expr->kind == ExprKind::GreaterEqual)
    std::swap(left, right);
  if (negated) {
    std::swap(left, right);
    orEqual = !orEqual;
  }
  if (isConstant(left) && isConstant(right))
    return boolean(orEqual ? left->number <= right->number : left->number < right->number, expr);
  return make(orEqual ? ExprKind::LessEqual : ExprKind::Less, expr, {left, right});
}

const Expr *Canonical::membership(const Expr *expr, bool negated) {
  const Expr *left = value(expr->operand(0)), *within = value(expr->operand(1));
  bool known = isConstant(left) && within->kind == ExprKind::List && llvm::all_of(within->operands, isConstant);
  if (known)
    return boolean(llvm::any_of(within->operands, [&](auto *item) { return sameConstant(left, item); }) != negated,
                   expr);
  return atom(make(ExprKind::In, expr, {left, within}), negated);
}

const Expr *Canonical::presence(const Expr *expr, bool negated) {
  const Expr *operand = value(expr->operand(0));
  if (operand->kind == ExprKind::Absent || isConstant(operand) || operand->kind == ExprKind::Record ||
      operand->kind == ExprKind::List)
    return boolean((operand->kind != ExprKind::Absent) != negated, expr);
  return atom(make(ExprKind::Has, expr, {operand}), negated);
}

const Expr *Canonical::condition(const Expr *expr, bool negated) {
  if (left_ == 0 || --left_ == 0)
    return expr;
  switch (expr->kind) {
  case ExprKind::Bool:
    return boolean((expr->number != 0) != negated, expr);
  case ExprKind::Not:
    return condition(expr->operand(0), !negated);
  case ExprKind::And:
  case ExprKind::Or:
    return junction(expr, negated);
  case ExprKind::If:
    return choice(expr, negated);
  case ExprKind::Any:
  case ExprKind::All:
    return quantifier(expr, negated);
  case ExprKind::Equal:
  case ExprKind::NotEqual:
    return equality(expr, negated);
  case ExprKind::Less:
  case ExprKind::LessEqual:
  case ExprKind::Greater:
  case ExprKind::GreaterEqual:
    return order(expr, negated);
  case ExprKind::In:
    return membership(expr, negated);
  case ExprKind::Has:
    return presence(expr, negated);
  case ExprKind::Let:
    bind(expr->number, expr->operand(0));
    return condition(expr->operand(1), negated);
  case ExprKind::EffectParameter:
  case ExprKind::Local:
    if (const Expr *known = meaning(expr))
      return condition(known, negated);
    return atom(expr, negated);
  default:
    return atom(rebuilt(expr), negated);
  }
}

const Expr *Canonical::value(const Expr *expr) {
  if (left_ == 0 || --left_ == 0)
    return expr;
  if (expr->type->kind == ir::TypeKind::Bool)
    return condition(expr);
  switch (expr->kind) {
  case ExprKind::EffectParameter:
  case ExprKind::Local:
    if (const Expr *known = meaning(expr))
      return value(known);
    return expr;
  case ExprKind::Let:
    bind(expr->number, expr->operand(0));
    return value(expr->operand(1));
  case ExprKind::If: {
    const Expr *decision = condition(expr->operand(0));
    if (decision->kind == ExprKind::Bool)
      return value(expr->operand(decision->number ? 1 : 2));
    return make(ExprKind::If, expr, {decision, value(expr->operand(1)), value(expr->operand(2))});
  }
  case ExprKind::Coalesce: {
    const Expr *first = value(expr->operand(0));
    if (first->kind == ExprKind::Absent)
      return value(expr->operand(1));
    return isConstant(first) ? first : make(ExprKind::Coalesce, expr, {first, value(expr->operand(1))});
  }
  default:
    return rebuilt(expr);
  }
}

} // namespace onus::analysis
