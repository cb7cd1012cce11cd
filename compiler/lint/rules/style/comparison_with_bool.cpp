// SPDX-License-Identifier: Apache-2.0
#include "lint/pass.h"
#include "lint/rewriting.h"

namespace onus::lint {

namespace {

using diagnostics::Applicability;
using source::Range;
using syntax::BinaryOp;

void check(const syntax::File &file, const syntax::Expr &expr, Pass &pass) {
  auto *compared = llvm::dyn_cast<syntax::BinaryExpr>(&expr);
  if (!compared || (compared->op != BinaryOp::Equal && compared->op != BinaryOp::NotEqual))
    return;
  auto *left = llvm::dyn_cast<syntax::BoolExpr>(compared->left);
  auto *right = llvm::dyn_cast<syntax::BoolExpr>(compared->right);
  if (!left == !right || isInStandard(file, expr))
    return;
  bool holds = (left ? left : right)->value == (compared->op == BinaryOp::Equal);
  Range kept = left ? rightOf(pass.sources(), *compared) : leftOf(pass.sources(), *compared);
  auto builder = pass.report(expr.range, "a condition needs no comparison: `{}{}` says the same", holds ? "" : "not ",
                             pass.sources().text(kept));
  Range before{expr.range.file, expr.range.begin, kept.begin}, after{expr.range.file, kept.end, expr.range.end};
  llvm::StringRef earlier = pass.sources().text(expr.range.file).take_front(expr.range.begin).rtrim();
  bool twice = !holds && earlier.endswith("not"); // which the language refuses
  if (!twice && !holdsComment(file, before) && !holdsComment(file, after))
    builder.fix(
        {"leave the comparison out", Applicability::MachineApplicable, {{before, holds ? "" : "not "}, {after, ""}}});
}

} // namespace

extern const Rule comparison_with_bool = {
    .name = "comparison-with-bool",
    .category = Category::Style,
    .summary = "`x == true` where `x` says the same",
    .fixable = true,
    .expression = check,
};

} // namespace onus::lint
