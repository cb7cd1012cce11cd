// SPDX-License-Identifier: Apache-2.0
#include "lint/pass.h"
#include "lint/rewriting.h"

namespace onus::lint {

namespace {

using syntax::BinaryOp;

/// The parts of `a and b and c`, without those below another operator.
void flatten(const syntax::Expr *expr, BinaryOp op, std::vector<const syntax::Expr *> &parts) {
  auto *binary = llvm::dyn_cast<syntax::BinaryExpr>(expr);
  if (!binary || binary->op != op) {
    parts.push_back(expr);
    return;
  }
  flatten(binary->left, op, parts);
  flatten(binary->right, op, parts);
}

/// The last part of a chain is held against all before it, so that each is looked at once. What compares a value with
/// itself does not compile.
void check(const syntax::File &, const syntax::Expr &expr, Pass &pass) {
  auto *binary = llvm::dyn_cast<syntax::BinaryExpr>(&expr);
  if (!binary || (binary->op != BinaryOp::And && binary->op != BinaryOp::Or))
    return;
  std::vector<const syntax::Expr *> earlier;
  flatten(binary->left, binary->op, earlier);
  for (const syntax::Expr *each : earlier)
    if (sameWords(pass.sources(), each->range, binary->right->range)) {
      pass.report(binary->right->range, "`{}` joins this with itself: the second decides nothing",
                  syntax::word(binary->op))
          .related(each->range, "the first is here")
          .help("say what else was meant, or leave it out");
      return;
    }
}

} // namespace

extern const Rule repeated_operand = {
    .name = "repeated-operand",
    .category = Category::Suspicious,
    .summary = "`and` or `or` joins a condition with itself",
    .expression = check,
};

} // namespace onus::lint
