// SPDX-License-Identifier: Apache-2.0
#include "check/surfaces/flatten.h"

#include "llvm/ADT/STLExtras.h"

namespace onus::check::surfaces {
namespace {

using ir::Expr;
using ir::ExprKind;
using ir::Type;
using ir::TypeKind;

class Flattener {
public:
  Flattener(Program &program, Range range) : program_(program), types_(*program.types), range_(range) {}

  const Expr *flat(const Expr *value) {
    const Type *type = value->type;
    if (type->isError())
      return value;
    if (type->isOptional())
      return flatOptional(value);
    if (type->kind != TypeKind::List)
      return list({value});
    if (value->kind == ExprKind::List)
      return flatLiteral(value);
    if (isPlain(type->element))
      return value;
    if (value->kind == ExprKind::Project)
      return project(value->operand(0), value->operand(1), value->text, value->number);
    return flatNested(value);
  }

private:
  static bool isPlain(const Type *element) { return !element->isOptional() && element->kind != TypeKind::List; }

  const Expr *make(ExprKind kind, const Type *type, llvm::ArrayRef<const Expr *> operands, llvm::StringRef text = {},
                   int64_t number = 0) {
    Expr expr;
    expr.kind = kind;
    expr.type = type;
    expr.range = range_;
    expr.operands = program_.arena->copy(operands);
    expr.text = text;
    expr.number = number;
    return program_.arena->make<Expr>(expr);
  }

  const Expr *list(llvm::ArrayRef<const Expr *> items) {
    const Type *element = items.front()->type;
    for (const Expr *item : items.drop_front())
      element = wider(element, item->type);
    return make(ExprKind::List, types_.list(element), items);
  }

  const Type *wider(const Type *left, const Type *right) {
    if (const Type *common = ir::meet(types_, left, right))
      return common;
    return ir::assignable(left, right) ? right : left;
  }

  const Expr *flatOptional(const Expr *value) {
    const Type *inner = value->type->element;
    if (inner->kind == TypeKind::List)
      return flat(make(ExprKind::Coalesce, inner, {value, make(ExprKind::List, inner, {})}));
    Expr present = *value;
    present.type = inner;
    const Expr *item = list({program_.arena->make<Expr>(present)});
    const Expr *has = make(ExprKind::Has, types_.simple(TypeKind::Bool), {value});
    return make(ExprKind::If, item->type, {has, item, make(ExprKind::List, item->type, {})});
  }

  /// Items that stand side by side stay one list; everything else is joined to it.
  const Expr *flatLiteral(const Expr *value) {
    if (llvm::all_of(value->operands, [](const Expr *item) { return isPlain(item->type); }))
      return value;
    const Expr *joined = nullptr;
    std::vector<const Expr *> items;
    auto flush = [&] {
      if (!items.empty())
        joined = join(joined, list(items));
      items.clear();
    };
    for (const Expr *item : value->operands) {
      if (isPlain(item->type)) {
        items.push_back(item);
        continue;
      }
      flush();
      joined = join(joined, flat(item));
    }
    flush();
    return joined;
  }

  const Expr *join(const Expr *left, const Expr *right) {
    if (!left)
      return right;
    return make(ExprKind::Add, types_.list(wider(left->type->element, right->type->element)), {left, right});
  }

  const Expr *project(const Expr *base, const Expr *body, llvm::StringRef name, int64_t id) {
    const Expr *each = flat(body);
    return make(ExprKind::Project, each->type, {base, each}, name, id);
  }

  const Expr *flatNested(const Expr *value) {
    int64_t id = program_.nextLocal++;
    const Expr *each = make(ExprKind::Local, value->type->element, {}, "each", id);
    return project(value, each, "each", id);
  }

  Program &program_;
  ir::TypeTable &types_;
  Range range_;
};

} // namespace

const Expr *flatten(Program &program, const Expr *value) { return Flattener(program, value->range).flat(value); }

} // namespace onus::check::surfaces
