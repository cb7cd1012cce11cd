// SPDX-License-Identifier: Apache-2.0
#include "lint/pass.h"
#include "lint/rewriting.h"

namespace onus::lint {

namespace {

using diagnostics::Applicability;
using syntax::BinaryOp;

/// What the variable is compared with, where that is a literal or a plain path without the variable; else null.
const syntax::Expr *comparedWith(const syntax::QuantifierExpr &any) {
  auto *body = llvm::dyn_cast<syntax::BinaryExpr>(any.body);
  if (!body || body->op != BinaryOp::Equal)
    return nullptr;
  auto isVariable = [&](const syntax::Expr *expr) {
    auto *name = llvm::dyn_cast<syntax::NameExpr>(expr);
    return name && name->name == any.variable.text;
  };
  const syntax::Expr *other = isVariable(body->left) ? body->right : isVariable(body->right) ? body->left : nullptr;
  const syntax::Expr *root = other;
  while (auto *member = root ? llvm::dyn_cast<syntax::MemberExpr>(root) : nullptr)
    root = member->base;
  bool path = root && llvm::isa<syntax::NameExpr>(root) && !isVariable(root);
  return other && (path || isLiteral(other)) ? other : nullptr;
}

void check(const syntax::File &file, const syntax::Expr &expr, Pass &pass) {
  auto *any = llvm::dyn_cast<syntax::QuantifierExpr>(&expr);
  const syntax::Expr *wanted = any && !any->all ? comparedWith(*any) : nullptr;
  if (!wanted)
    return;
  std::string better =
      pass.sources().text(wanted->range).str() + " in " + pass.sources().text(listOf(pass.sources(), *any)).str();
  auto builder = pass.report(expr.range, "`any` looks for one value in a list: `{}` says the same", better);
  if (!holdsComment(file, expr.range))
    builder.fix({"look for it with `in`", Applicability::MachineApplicable, {{expr.range, better}}});
}

} // namespace

extern const Rule any_for_membership = {
    .name = "any-for-membership",
    .category = Category::Style,
    .summary = "`any x in xs: x == a` where `a in xs` says the same",
    .fixable = true,
    .expression = check,
};

} // namespace onus::lint
