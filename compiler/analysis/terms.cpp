// SPDX-License-Identifier: Apache-2.0
#include "analysis/terms.h"

#include "ir/address.h"
#include "ir/equal.h"
#include "ir/json_form.h"
#include "ir/like.h"
#include "ir/regex.h"

#include "llvm/ADT/STLExtras.h"

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

bool isCall(const Expr *expr, llvm::StringRef name) { return expr->kind == ExprKind::Call && expr->text == name; }
bool isSize(const Expr *expr) { return isCall(expr, "size"); }
bool isLowered(const Expr *expr) { return isCall(expr, "lower") || isCall(expr, "host") || isCall(expr, "domain"); }

bool hasCapital(llvm::StringRef text) {
  return llvm::any_of(text, [](char c) { return c >= 'A' && c <= 'Z'; });
}

/// The constant text that a test looks for in another, every letter of which must be there; nothing for patterns.
std::optional<llvm::StringRef> soughtBy(const Expr *expr) {
  if (expr->kind == ExprKind::Like)
    return expr->text;
  bool looks = isCall(expr, "contains") || isCall(expr, "starts_with") || isCall(expr, "ends_with");
  if (looks && expr->operand(0)->type->isStringLike() && expr->operand(1)->kind == ExprKind::String)
    return expr->operand(1)->text;
  return std::nullopt;
}

bool testsPattern(const Expr *expr) {
  bool uses = expr->kind == ExprKind::Matches || isCall(expr, "contains");
  return uses && expr->operand(1)->kind == ExprKind::Pattern && expr->operand(0)->type->isStringLike();
}

} // namespace

Constant constantOf(const Expr *expr) {
  if (expr->kind == ExprKind::Ip)
    if (auto address = ir::IpAddress::parse(expr->text))
      return {0, address->text()};
  return {expr->number, expr->text.str()};
}

std::optional<bool> testOf(const Expr *expr, llvm::StringRef text) {
  if (testsPattern(expr)) {
    auto compiled = ir::Regex::compile(expr->operand(1)->text);
    auto *regex = std::get_if<ir::Regex>(&compiled);
    if (!regex)
      return std::nullopt;
    return expr->kind == ExprKind::Matches ? regex->fullMatch(text) : regex->contains(text);
  }
  auto sought = soughtBy(expr);
  if (!sought)
    return std::nullopt;
  if (expr->kind == ExprKind::Like)
    return ir::like(text, *sought);
  return isCall(expr, "contains")      ? text.contains(*sought)
         : isCall(expr, "starts_with") ? text.startswith(*sought)
                                       : text.endswith(*sought);
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
  if (Texts known = texts_(expr))
    term.literals = std::move(known);
  if (isSize(expr))
    term.low = 0, term.high = largestSize(expr->operand(0));
  if (expr->kind == ExprKind::CountOf)
    term.low = 0, term.high = largestSize(expr->operand(0));
  if (expr->kind == ExprKind::History && type->kind == TypeKind::Int && expr->text.startswith("count("))
    term.low = oneAtLeast_(expr) ? 1 : 0;
  term.lowered = isLowered(expr);
  auto sought = soughtBy(expr);
  if (sought && isLowered(expr->operand(0)) && hasCapital(*sought))
    term.high = 0; // it looks for a capital letter where there is none
  if (sought && sought->empty() && expr->kind == ExprKind::Call)
    term.low = 1; // every text holds, begins with and ends with the empty one
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
  if ((soughtBy(reads) || testsPattern(reads)) && ir::sameReading(reads->operand(0), has))
    terms_[from].tested = to;
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
  bool tests = soughtBy(expr) || testsPattern(expr);
  if (tests && (present(expr->operand(0)->type)->kind == TypeKind::Union || texts_(expr->operand(0))))
    find(expr->operand(0)); // the test is decided by the few texts that it can be
  return added;
}

} // namespace onus::analysis
