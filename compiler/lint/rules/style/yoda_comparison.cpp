// SPDX-License-Identifier: Apache-2.0
#include "lint/pass.h"
#include "lint/rewriting.h"

namespace onus::lint {

namespace {

using diagnostics::Applicability;
using source::Range;

void check(const syntax::File &file, const syntax::Expr &expr, Pass &pass) {
  auto *binary = llvm::dyn_cast<syntax::BinaryExpr>(&expr);
  if (!binary || !isComparison(binary->op) || !isLiteral(binary->left) || llvm::isa<syntax::BoolExpr>(binary->left) ||
      isLiteral(binary->right) || isInStandard(file, expr))
    return;
  Range left = leftOf(pass.sources(), *binary), right = rightOf(pass.sources(), *binary);
  std::string better = pass.sources().text(right).str() + " " + syntax::word(mirrored(binary->op)).str() + " " +
                       pass.sources().text(left).str();
  auto builder = pass.report(expr.range, "the constant comes first: `{}` reads as one says it", better);
  if (!holdsComment(file, expr.range))
    builder.fix("turn it round", expr.range, better, Applicability::MachineApplicable);
}

} // namespace

extern const Rule yoda_comparison = {
    .name = "yoda-comparison",
    .category = Category::Style,
    .level = Level::Info,
    .summary = "a comparison begins with its constant",
    .fixable = true,
    .expression = check,
};

} // namespace onus::lint
