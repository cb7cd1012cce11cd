// SPDX-License-Identifier: Apache-2.0
#include "analysis/terms.h"

#include "ir/address.h"
#include "ir/equal.h"
#include "ir/json_form.h"

namespace onus::analysis {

using ir::Expr;
using ir::ExprKind;
using ir::TypeKind;

namespace {

const ir::Type *present(const ir::Type *type) { return type->isOptional() ? type->element : type; }

Domain domainOf(const ir::Type *type) {
  switch (present(type)->kind) {
  case TypeKind::Bool:
  case TypeKind::Int:
  case TypeKind::Decimal:
  case TypeKind::Duration:
  case TypeKind::Date:
  case TypeKind::Instant:
    return Domain::Number;
  case TypeKind::String:
  case TypeKind::Union:
  case TypeKind::Ip:
    return Domain::Text;
  case TypeKind::Error:
  case TypeKind::Cidr:
  case TypeKind::Json:
  case TypeKind::Null:
  case TypeKind::Content:
  case TypeKind::Pattern:
  case TypeKind::List:
  case TypeKind::Map:
  case TypeKind::Set:
  case TypeKind::Record:
  case TypeKind::Optional:
    return Domain::Other;
  }
  return Domain::Other;
}

/// A path from a root: each step a member or an item.
bool isPath(const Expr *expr) {
  while (expr->kind == ExprKind::Member || expr->kind == ExprKind::Index)
    expr = expr->operand(0);
  return expr->kind == ExprKind::Root || expr->kind == ExprKind::EffectParameter || expr->kind == ExprKind::Local;
}

/// `prefix` is the path or a beginning of it.
bool beginsWith(const Expr *path, const Expr *prefix) {
  for (;;) {
    if (ir::sameReading(path, prefix))
      return true;
    if (path->kind != ExprKind::Member && path->kind != ExprKind::Index)
      return false;
    path = path->operand(0);
  }
}

/// A path into the event itself, whose lists are within the limits of entry (S38). What a binding flattens, or a table
/// of the policy holds, may be longer.
bool isOfEvent(const Expr *expr) {
  while (expr->kind == ExprKind::Member || expr->kind == ExprKind::Index)
    expr = expr->operand(0);
  return expr->kind == ExprKind::Root;
}

/// The most items or characters that `size` can give.
int64_t largestSize(const Expr *of) {
  const ir::Type *type = present(of->type);
  if (of->kind == ExprKind::List)
    return static_cast<int64_t>(of->operands.size());
  if (of->kind == ExprKind::Call && of->text == "find")
    return ir::defaultMaxItems;
  if (!isOfEvent(of) || (type->kind != TypeKind::List && type->kind != TypeKind::String))
    return INT64_MAX;
  if (type->max)
    return type->max;
  return type->kind == TypeKind::List ? ir::defaultMaxItems : INT64_MAX;
}

/// Reads an item of a list that is gone through outside the expression.
bool hasFreeLocal(const Expr *expr, std::set<int64_t> &bound) {
  if (expr->kind == ExprKind::Local)
    return !bound.count(expr->number);
  bool isNew = ir::form::shape(expr->kind).numberForm == ir::form::NumberForm::Id && bound.insert(expr->number).second;
  bool found = false;
  for (const Expr *operand : expr->operands)
    found |= hasFreeLocal(operand, bound);
  if (isNew)
    bound.erase(expr->number);
  return found;
}

bool isSize(const Expr *expr) { return expr->kind == ExprKind::Call && expr->text == "size"; }

} // namespace

Constant constantOf(const Expr *expr) {
  if (expr->kind == ExprKind::Ip)
    if (auto address = ir::IpAddress::parse(expr->text))
      return {0, address->text()};
  return {expr->number, expr->text.str()};
}

void Terms::bound(Term &term) const {
  const Expr *expr = term.expr;
  const ir::Type *type = present(expr->type);
  term.domain = domainOf(type);
  if (type->kind == TypeKind::Bool)
    term.low = 0, term.high = 1;
  if (type->kind == TypeKind::Union) {
    term.literals.emplace();
    for (llvm::StringRef literal : type->literals)
      term.literals->insert(literal.str());
  }
  if (isSize(expr))
    term.low = 0, term.high = largestSize(expr->operand(0));
  if (expr->kind == ExprKind::CountOf)
    term.low = 0, term.high = largestSize(expr->operand(0));
  if (expr->kind == ExprKind::History && type->kind == TypeKind::Int && expr->text.startswith("count("))
    term.low = oneAtLeast_(expr) ? 1 : 0;
  std::set<int64_t> inside;
  term.hasLocal = hasFreeLocal(expr, inside);
}

void Terms::relatePair(TermId from, TermId to) {
  const Expr *reads = terms_[from].expr, *has = terms_[to].expr;
  if (has->kind == ExprKind::Has && isPath(has->operand(0))) {
    if (isPath(reads) && beginsWith(reads, has->operand(0)))
      terms_[from].whenRead.push_back(to);
    if (reads->kind == ExprKind::Has && isPath(reads->operand(0)) && beginsWith(reads->operand(0), has->operand(0)))
      terms_[from].whenTrue.push_back({to});
  }
  if (reads->kind == ExprKind::Any && isSize(has) && ir::sameReading(reads->operand(0), has->operand(0)))
    terms_[from].whenTrue.push_back({to});
}

TermId Terms::find(const Expr *expr) {
  for (TermId id = 0; id < terms_.size(); ++id)
    if (ir::sameReading(terms_[id].expr, expr))
      return id;
  TermId added = terms_.size();
  terms_.emplace_back().expr = expr;
  bound(terms_.back());
  for (TermId other = 0; other < added; ++other) {
    relatePair(other, added);
    relatePair(added, other);
  }
  return added;
}

} // namespace onus::analysis
