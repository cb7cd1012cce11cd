// SPDX-License-Identifier: Apache-2.0
#include "lint/pass.h"
#include "lint/rewriting.h"

namespace onus::lint {

namespace {

using diagnostics::Applicability;
using source::Range;

void check(const syntax::File &file, const syntax::Expr &expr, Pass &pass) {
  auto *negation = llvm::dyn_cast<syntax::UnaryExpr>(&expr);
  auto *compared = negation && negation->op == syntax::UnaryOp::Not
                       ? llvm::dyn_cast<syntax::BinaryExpr>(negation->operand)
                       : nullptr;
  if (!compared || !isComparison(compared->op) || isInStandard(file, expr))
    return;
  llvm::StringRef better = syntax::word(opposite(compared->op));
  auto builder = pass.report(expr.range, "`not` before a comparison with `{}`: `{}` says it in one word",
                             syntax::word(compared->op), better);
  Range before{expr.range.file, expr.range.begin, compared->range.begin};
  Range after{expr.range.file, compared->range.end, expr.range.end};
  if (!holdsComment(file, before) && !holdsComment(file, after))
    builder.fix({"say it with `" + better.str() + "`",
                 Applicability::MachineApplicable,
                 {{before, ""}, {compared->opRange, better.str()}, {after, ""}}});
}

} // namespace

extern const Rule negated_comparison = {
    .name = "negated-comparison",
    .category = Category::Style,
    .summary = "`not (a == b)` where `a != b` says the same",
    .fixable = true,
    .expression = check,
};

} // namespace onus::lint
