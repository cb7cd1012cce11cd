// SPDX-License-Identifier: Apache-2.0
#include "lint/pass.h"
#include "lint/rewriting.h"

namespace onus::lint {

namespace {

void check(const syntax::File &, const syntax::Expr &expr, Pass &pass) {
  auto *choice = llvm::dyn_cast<syntax::IfExpr>(&expr);
  if (!choice || !sameWords(pass.sources(), choice->then->range, choice->otherwise->range))
    return;
  pass.report(expr.range, "both branches are `{}`: the condition decides nothing",
              pass.sources().text(choice->then->range))
      .related(choice->condition->range, "nothing depends on this")
      .help("say what the other branch should be, or leave the condition out");
}

} // namespace

extern const Rule same_branches = {
    .name = "same-branches",
    .category = Category::Suspicious,
    .summary = "both branches of an `if` are the same",
    .expression = check,
};

} // namespace onus::lint
