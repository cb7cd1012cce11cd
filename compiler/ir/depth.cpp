// SPDX-License-Identifier: Apache-2.0
#include "ir/depth.h"

#include <algorithm>

namespace onus::ir {

size_t evaluationDepth(const Expr *expr, std::map<int64_t, size_t> &locals) {
  if (expr->kind == ExprKind::Local) {
    auto found = locals.find(expr->number);
    return 1 + (found == locals.end() ? 0 : found->second);
  }
  size_t deepest = 0;
  for (const Expr *operand : expr->operands) {
    deepest = std::max(deepest, evaluationDepth(operand, locals));
    if (expr->kind == ExprKind::Let && operand == expr->operands.front())
      locals[expr->number] = deepest;
  }
  return 1 + deepest;
}

} // namespace onus::ir
