// SPDX-License-Identifier: Apache-2.0
#include "lint/guardrail_reader.h"
#include "lint/pass.h"

#include "llvm/ADT/StringExtras.h"

namespace onus::lint {

namespace {

/// The detector that has to say "much" for the condition to be true; null where it is no such condition.
const ir::Expr *detectorOf(const GuardrailReader &reader, const ir::Expr *condition) {
  condition = reader.meaning(condition);
  bool over = condition->kind == ir::ExprKind::Greater || condition->kind == ir::ExprKind::GreaterEqual;
  bool under = condition->kind == ir::ExprKind::Less || condition->kind == ir::ExprKind::LessEqual;
  if (!over && !under)
    return nullptr;
  const ir::Expr *score = reader.meaning(condition->operand(under));
  return score->kind == ir::ExprKind::Signal ? score : nullptr;
}

void check(const check::System &, const check::TypedGuardrail &guardrail, Pass &pass) {
  GuardrailReader reader(guardrail);
  reader.walk([&](const ir::Expr &expr, Use use) {
    if (expr.kind != ir::ExprKind::And || use != Use::Stops)
      return;
    std::vector<std::string> asked;
    for (const ir::Expr *part : expr.operands)
      if (const ir::Expr *signal = detectorOf(reader, part))
        asked.push_back(signal->names[0].str());
    if (asked.size() > 1)
      pass.report(expr.range, "this stops only where {} detectors agree: who gets past one of them gets past all",
                  asked.size())
          .label("each of them can be fooled alone")
          .note("asked are `" + llvm::join(asked, "`, `") + "`")
          .help("join them with `or`, each with the threshold that it deserves");
  });
}

} // namespace

extern const Rule joined_detectors = {
    .name = "joined-detectors",
    .category = Category::Suspicious,
    .level = Level::Warn,
    .summary = "a rule stops only where several detectors agree",
    .typedGuardrail = check,
};

} // namespace onus::lint
