// SPDX-License-Identifier: Apache-2.0
#include "check/elaborator.h"
#include "check/frame.h"

#include "llvm/ADT/STLExtras.h"

/// Lists, records, `if` and `as`.
namespace onus::check {

using diagnostics::Kind;
using ir::ExprKind;
using ir::TypeKind;

const ir::Expr *Elaborator::list(const syntax::ListExpr *expr, const ir::Type *wanted) {
  const ir::Type *plain = wanted ? types_.withoutOptional(wanted) : nullptr;
  bool known = plain && (plain->kind == TypeKind::List || plain->kind == TypeKind::Set);
  const ir::Type *element = known ? plain->element : nullptr;
  std::vector<const ir::Expr *> items;
  const ir::Type *common = nullptr;
  for (const syntax::Expr *item : expr->items) {
    items.push_back(element ? value(item, element) : present(item));
    const ir::Type *type = items.back()->type;
    bool widens = common && common->isNumber() && type->isNumber() && common != type;
    common = !common ? type : widens ? simple(TypeKind::Decimal) : ir::meet(types_, common, type);
    if (!common) {
      report<Kind::TypeMismatch>(item->range, ir::print(type), ir::print(items.front()->type))
          .related(expr->items.front()->range, "the first item");
      return bad(expr->range);
    }
  }
  if (!element) {
    element = common ? common : types_.error();
    for (size_t at = 0; at < items.size(); ++at)
      items[at] = coerce(items[at], element, expr->items[at]->range);
  }
  const ir::Type *type =
      known && plain->kind == TypeKind::Set ? types_.set(element) : types_.list(element, known ? plain->max : 0);
  return make(ExprKind::List, flowing(type, items), expr->range, items);
}

const ir::Expr *Elaborator::record(const syntax::RecordExpr *expr, const ir::Type *wanted) {
  std::set<llvm::StringRef> seen;
  for (const syntax::MemberInit &init : expr->members)
    if (!seen.insert(init.name.text).second) {
      report<Kind::DuplicateMember>(init.name.range, init.name.text);
      return bad(expr->range);
    }
  const ir::Type *plain = wanted ? types_.withoutOptional(wanted) : nullptr;
  if (plain && plain->kind == TypeKind::Record)
    return recordAs(expr, plain);
  bool map = plain && plain->kind == TypeKind::Map;
  std::vector<const ir::Expr *> values;
  std::vector<llvm::StringRef> names;
  std::vector<ir::Field> fields;
  for (const syntax::MemberInit &init : expr->members) {
    values.push_back(map ? value(init.value, plain->element) : present(init.value));
    names.push_back(init.name.text);
    fields.push_back({init.name.text, values.back()->type});
  }
  const ir::Type *type = map ? types_.withoutSensitive(plain) : types_.record(fields);
  return make(ExprKind::Record, type, expr->range, values, {}, 0, names);
}

/// A record of a known type: every member is checked against it, none is missing and none is unknown.
const ir::Expr *Elaborator::recordAs(const syntax::RecordExpr *expr, const ir::Type *wanted) {
  std::vector<const ir::Expr *> values;
  std::vector<llvm::StringRef> names;
  std::vector<ir::Field> fields;
  bool good = true;
  for (const syntax::MemberInit &init : expr->members) {
    const ir::Field *field = wanted->field(init.name.text);
    if (!field && !wanted->open) {
      std::vector<llvm::StringRef> candidates;
      for (const ir::Field &each : wanted->fields)
        candidates.push_back(each.name);
      std::string guess = resolve::closest(init.name.text, candidates);
      auto builder = report<Kind::UnknownMember>(init.name.range, ir::print(wanted), init.name.text);
      if (!guess.empty())
        builder.didYouMean(init.name.range, guess);
      good = false;
      continue;
    }
    values.push_back(field ? value(init.value, field->type) : present(init.value));
    names.push_back(init.name.text);
    fields.push_back({init.name.text, values.back()->type});
  }
  for (const ir::Field &field : wanted->fields)
    if (good && !field.type->isOptional() && !field.type->isError() && !llvm::is_contained(names, field.name)) {
      report<Kind::MissingMember>(expr->range, field.name, ir::print(wanted));
      good = false;
    }
  if (!good)
    return bad(expr->range);
  return make(ExprKind::Record, types_.withoutSensitive(wanted), expr->range, values, {}, 0, names);
}

const ir::Expr *Elaborator::conditional(const syntax::IfExpr *expr, const ir::Type *wanted) {
  const ir::Expr *test = condition(expr->condition);
  const ir::Expr *then = nullptr, *otherwise = nullptr;
  {
    FactsGuard guard(*this);
    assume(test, true);
    then = wanted ? value(expr->then, wanted) : read(expr->then);
  }
  {
    FactsGuard guard(*this);
    assume(test, false);
    otherwise = wanted ? value(expr->otherwise, wanted) : read(expr->otherwise);
  }
  // An empty list is one of what the other branch holds.
  auto isEmpty = [](const ir::Type *type) { return type->kind == TypeKind::List && type->element->isError(); };
  if (!wanted && isEmpty(then->type) != isEmpty(otherwise->type)) {
    FactsGuard guard(*this);
    bool first = isEmpty(then->type);
    assume(test, first);
    (first ? then : otherwise) = value(first ? expr->then : expr->otherwise, first ? otherwise->type : then->type);
  }
  if (!wanted && then->type->isNumber() && otherwise->type->isNumber()) {
    then = coerce(then, otherwise->kind == ExprKind::Int ? then->type : otherwise->type, expr->then->range);
    otherwise = coerce(otherwise, then->type, expr->otherwise->range);
  }
  const ir::Type *common = ir::meet(types_, then->type, otherwise->type);
  if (!common) {
    report<Kind::TypeMismatch>(expr->otherwise->range, ir::print(otherwise->type), ir::print(then->type))
        .related(expr->then->range, "the other branch");
    return bad(expr->range);
  }
  return make(ExprKind::If, common, expr->range, {test, then, otherwise});
}

const ir::Expr *Elaborator::cast(const syntax::CastExpr *expr) {
  const ir::Expr *operand = read(expr->operand);
  const ir::Type *type = elaborateType(context_, *frame_.file, expr->type);
  if (operand->type->isError() || type->isError())
    return bad(expr->range);
  const ir::Type *from = types_.withoutOptional(operand->type);
  if (from->kind == TypeKind::Content) {
    std::string text = written(expr->operand);
    report<Kind::ContentRead>(expr->operand->range, text).help("`text(" + text + ")` is its text");
    return bad(expr->range);
  }
  if (from->kind != TypeKind::Json) {
    report<Kind::CastOperand>(expr->operand->range, ir::print(operand->type))
        .help("a value whose type is known needs no `as`");
    return bad(expr->range);
  }
  return make(ExprKind::Cast, types_.optional(flowing(type, {operand})), expr->range, {operand});
}

} // namespace onus::check
