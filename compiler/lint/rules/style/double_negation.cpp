// SPDX-License-Identifier: Apache-2.0
#include "lint/pass.h"
#include "lint/rewriting.h"

namespace onus::lint {

namespace {

using diagnostics::Applicability;
using source::Range;

const syntax::UnaryExpr *negationIn(const syntax::Expr *expr) {
  auto *unary = llvm::dyn_cast<syntax::UnaryExpr>(expr);
  return unary && unary->op == syntax::UnaryOp::Not ? unary : nullptr;
}

void check(const syntax::File &file, const syntax::Expr &expr, Pass &pass) {
  const syntax::UnaryExpr *outer = negationIn(&expr), *inner = outer ? negationIn(outer->operand) : nullptr;
  if (!inner || isInStandard(file, expr))
    return;
  auto builder = pass.report(expr.range, "the second `not` takes back the first one: leave both out");
  Range kept = operandOf(pass.sources(), *inner);
  Range before{expr.range.file, expr.range.begin, kept.begin}, after{expr.range.file, kept.end, expr.range.end};
  if (!holdsComment(file, before) && !holdsComment(file, after))
    builder.fix({"leave both out", Applicability::MachineApplicable, {{before, ""}, {after, ""}}});
}

} // namespace

extern const Rule double_negation = {
    .name = "double-negation",
    .category = Category::Style,
    .summary = "`not (not x)` where `x` says the same",
    .fixable = true,
    .expression = check,
};

} // namespace onus::lint
