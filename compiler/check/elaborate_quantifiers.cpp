// SPDX-License-Identifier: Apache-2.0
#include "check/elaborator.h"
#include "check/frame.h"

namespace onus::check {

using diagnostics::Kind;
using ir::ExprKind;
using ir::TypeKind;

namespace {
constexpr unsigned maxQuantifiers = 2;

/// Counts a quantifier while its body is elaborated.
class Depth {
public:
  explicit Depth(unsigned &depth) : depth_(depth) { ++depth_; }
  Depth(const Depth &) = delete;
  ~Depth() { --depth_; }

private:
  unsigned &depth_;
};
} // namespace

bool Elaborator::enterQuantifier(Range range) {
  if (quantifiers_ < maxQuantifiers)
    return true;
  report<Kind::QuantifierDepth>(range).note("a decision takes bounded time, and each level multiplies it");
  return false;
}

/// A list or set with the type of its items; null after a report.
const ir::Expr *Elaborator::iterable(const syntax::Expr *expr, const ir::Type *&element) {
  const ir::Expr *list = present(expr);
  if (list->type->isError())
    return nullptr;
  if (list->type->kind == TypeKind::Json || list->type->kind == TypeKind::Content) {
    mismatch(list, types_.list(simple(TypeKind::Json)), expr->range);
    return nullptr;
  }
  if (list->type->kind != TypeKind::List && list->type->kind != TypeKind::Set) {
    report<Kind::NotAList>(expr->range, ir::print(types_.withoutSensitive(list->type)));
    return nullptr;
  }
  element = list->type->sensitive ? types_.sensitive(list->type->element) : list->type->element;
  return list;
}

const ir::Expr *Elaborator::quantifier(const syntax::QuantifierExpr *expr) {
  if (!enterQuantifier(expr->range))
    return bad(expr->range);
  const ir::Type *element = types_.error();
  const ir::Expr *list = iterable(expr->list, element);
  FrameGuard frame(*this);
  Depth depth(quantifiers_);
  int64_t id = context_.program.nextLocal++;
  locals_.push_back({expr->variable.text, id, element, nullptr});
  const ir::Expr *body = condition(expr->body);
  if (!list || body->type->isError())
    return bad(expr->range);
  return make(expr->all ? ExprKind::All : ExprKind::Any, simple(TypeKind::Bool), expr->range, {list, body},
              expr->variable.text, id);
}

/// `count(x in xs where C)` and `sum(x in xs where C, E)`.
const ir::Expr *Elaborator::comprehension(const syntax::CallExpr *expr, bool sum, const ir::Type *wanted) {
  const syntax::Argument &each = expr->arguments.front();
  bool form = sum ? expr->arguments.size() == 2 && expr->arguments[1].kind == syntax::Argument::Kind::Value
                  : expr->arguments.size() == 1;
  if (!form) {
    report<Kind::ArgumentCount>(expr->range, sum ? "sum" : "count",
                                sum ? "`x in xs` and what to add" : "`x in xs where C`",
                                std::to_string(expr->arguments.size()) + " arguments are");
    return bad(expr->range);
  }
  if (!enterQuantifier(expr->range))
    return bad(expr->range);
  const ir::Type *element = types_.error();
  const ir::Expr *list = iterable(each.value, element);
  FrameGuard frame(*this);
  FactsGuard facts(*this);
  Depth depth(quantifiers_);
  int64_t id = context_.program.nextLocal++;
  locals_.push_back({each.variable.text, id, element, nullptr});
  const ir::Expr *where =
      each.where ? condition(each.where) : make(ExprKind::Bool, simple(TypeKind::Bool), each.range, {}, {}, 1);
  if (!sum) {
    if (!list || where->type->isError())
      return bad(expr->range);
    const ir::Type *type = list->type->sensitive ? types_.sensitive(simple(TypeKind::Int)) : simple(TypeKind::Int);
    return make(ExprKind::CountOf, type, expr->range, {list, where}, each.variable.text, id);
  }
  assume(where, true);
  const syntax::Expr *addend = expr->arguments[1].value;
  const ir::Type *hint = wanted && wanted->isNumber() ? types_.withoutSensitive(wanted) : nullptr;
  const ir::Expr *value = present(addend, hint);
  if (hint && value->kind == ExprKind::Int)
    value = coerce(value, hint, addend->range);
  if (!list || where->type->isError() || value->type->isError())
    return bad(expr->range);
  if (!value->type->isNumber())
    return mismatch(value, simple(TypeKind::Decimal), addend->range);
  return make(ExprKind::SumOf, value->type, expr->range, {list, where, value}, each.variable.text, id);
}

} // namespace onus::check
