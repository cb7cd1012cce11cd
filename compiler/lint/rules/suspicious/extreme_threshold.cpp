// SPDX-License-Identifier: Apache-2.0
#include "lint/guardrail_reader.h"
#include "lint/pass.h"

namespace onus::lint {

namespace {

using ir::ExprKind;

constexpr int64_t one = 10'000; ///< a decimal in ten-thousandths

/// Why a detector whose scores lie between 0 and 1 decides nothing at this threshold; empty where it does.
llvm::StringRef problem(ExprKind kind, int64_t threshold) {
  bool orEqual = kind == ExprKind::GreaterEqual || kind == ExprKind::Less;
  if (threshold == one)
    return orEqual ? "only a score of exactly 1 is that high" : "no score between 0 and 1 is that high";
  if (threshold >= one * 99 / 100 && threshold < one)
    return "hardly any score is that high";
  if (threshold == 0 && orEqual)
    return "every score is that high";
  return threshold >= 0 && threshold <= one / 100 && !(threshold == 0 && orEqual) ? "nearly every score is that high"
                                                                                  : llvm::StringRef();
}

void check(const check::System &, const check::TypedGuardrail &guardrail, Pass &pass) {
  GuardrailReader reader(guardrail);
  reader.walk([&](const ir::Expr &expr, Use) {
    bool over = expr.kind == ExprKind::Greater || expr.kind == ExprKind::GreaterEqual;
    bool under = expr.kind == ExprKind::Less || expr.kind == ExprKind::LessEqual;
    if (!over && !under)
      return;
    const ir::Expr *score = reader.meaning(expr.operand(0)), *threshold = reader.meaning(expr.operand(1));
    if (score->kind != ExprKind::Signal || threshold->kind != ExprKind::Decimal)
      return;
    llvm::StringRef why = problem(expr.kind, threshold->number);
    if (!why.empty())
      pass.report(pass.isOwn(expr.range) ? expr.range : threshold->range, "detector `{}` decides nothing at `{}`: {}",
                  score->text, ir::print(threshold), why)
          .label("a threshold at the edge")
          .help("choose it by what the detector answers to texts that you know, good ones and bad ones");
  });
}

} // namespace

extern const Rule extreme_threshold = {
    .name = "extreme-threshold",
    .category = Category::Suspicious,
    .level = Level::Warn,
    .summary = "a detector's score is compared with a number that it reaches never, or always",
    .typedGuardrail = check,
};

} // namespace onus::lint
