// SPDX-License-Identifier: Apache-2.0
#include "check/elaborator.h"

/// How a tool fills an effect's parameter (S37).
namespace onus::check {

using ir::ExprKind;
using ir::TypeKind;

namespace {
/// What is left when lists and optionals are taken off: a list parameter flattens both.
const ir::Type *leafOf(const ir::Type *type) {
  while (type->isOptional() || type->kind == TypeKind::List)
    type = type->element;
  return type;
}
} // namespace

/// One part of a list parameter: an argument, a list of arguments, or a projection.
const ir::Expr *Elaborator::bindingPart(const syntax::Expr *expr, const ir::Type *element) {
  const ir::Expr *node = read(expr);
  if (node->type->isError())
    return node;
  // Only empty lists: of what the parameter holds.
  if (leafOf(node->type)->isError())
    return value(expr, types_.list(element));
  if (!node->type->isOptional() && node->type->kind != TypeKind::List)
    return coerce(node, element, expr->range);
  return ir::assignable(leafOf(node->type), element) ? node : mismatch(node, element, expr->range);
}

/// A scalar parameter takes a value that is always there. A list parameter takes values and lists of values; an engine
/// flattens them and leaves out what is absent.
const ir::Expr *Elaborator::binding(const syntax::Expr *expr, const ir::Type *parameter) {
  if (parameter->kind != TypeKind::List)
    return value(expr, parameter);
  std::vector<const ir::Expr *> parts;
  if (auto *list = llvm::dyn_cast<syntax::ListExpr>(expr)) {
    for (const syntax::Expr *item : list->items)
      parts.push_back(bindingPart(item, parameter->element));
  } else {
    parts.push_back(bindingPart(expr, parameter->element));
  }
  for (const ir::Expr *part : parts)
    if (part->type->isError())
      return bad(expr->range);
  bool whole = parts.size() == 1 && parts.front()->type->kind == TypeKind::List && !llvm::isa<syntax::ListExpr>(expr);
  if (whole)
    return parts.front();
  return make(ExprKind::List, flowing(types_.list(types_.withoutSensitive(parameter->element)), parts), expr->range,
              parts);
}

} // namespace onus::check
