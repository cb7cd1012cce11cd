// SPDX-License-Identifier: Apache-2.0
#include "lint/alternatives.h"

#include "lint/facts.h"

#include "llvm/ADT/STLExtras.h"

namespace onus::lint {

void addAlternatives(const ir::Expr *root, const Trials &trials, const Facts &facts, std::vector<Alternative> &found) {
  ir::walk(root, [&](const ir::Expr *expr) {
    if (expr->kind != ir::ExprKind::Or || !trials.of(expr))
      return;
    for (const ir::Expr *operand : expr->operands) {
      if (!facts.isOwn(operand->range.file))
        continue;
      const ExprTrial *trial = trials.of(operand);
      auto known = llvm::find_if(found, [&](const Alternative &each) { return each.range == operand->range; });
      if (known == found.end())
        known = found.insert(known, {operand->range, false});
      known->taken |= trial && trial->isTrue;
    }
  });
}

} // namespace onus::lint
