// SPDX-License-Identifier: Apache-2.0
#include "lint/pass.h"

#include "base/decimal.h"

#include "llvm/ADT/StringExtras.h"

#include <set>

namespace onus::lint {

namespace {

/// The numbers that a text writes out.
std::set<Decimal> numbersIn(llvm::StringRef text) {
  std::set<Decimal> found;
  while (!text.empty()) {
    text = text.drop_until(llvm::isDigit);
    llvm::StringRef number = text.take_while([](char letter) { return llvm::isDigit(letter) || letter == '.'; });
    text = text.drop_front(number.size());
    if (auto value = Decimal::parse(number.rtrim('.')))
      found.insert(*value);
  }
  return found;
}

bool isComparison(ir::ExprKind kind) {
  return kind == ir::ExprKind::Less || kind == ir::ExprKind::LessEqual || kind == ir::ExprKind::Greater ||
         kind == ir::ExprKind::GreaterEqual;
}

void check(const check::System &, const check::TypedGuardrail &guardrail, Pass &pass) {
  for (const check::TypedRule &rule : guardrail.rules) {
    if (!rule.condition || rule.syntax->verdict != syntax::Verdict::Deny)
      continue;
    std::set<Decimal> said = numbersIn(rule.syntax->because.value);
    ir::walk(rule.condition, [&](const ir::Expr *expr) {
      if (said.empty() || !isComparison(expr->kind))
        return;
      for (const ir::Expr *side : expr->operands) {
        auto value = side->kind == ir::ExprKind::Int       ? Decimal::fromInt(side->number)
                     : side->kind == ir::ExprKind::Decimal ? std::optional(Decimal{side->number})
                                                           : std::nullopt;
        if (value && said.count(*value))
          pass.report(rule.syntax->because.range, "whoever is stopped is told the limit, {}", ir::print(side))
              .label("what stays below it is tried next")
              .related(side->range, "compared with here")
              .help("say that there is a limit; people who need to know it find it in the policy");
      }
    });
  }
}

} // namespace

extern const Rule disclosed_threshold = {
    .name = "disclosed-threshold",
    .category = Category::Suspicious,
    .level = Level::Off,
    .summary = "the reason of a denial tells the number that the rule compares with",
    .typedGuardrail = check,
};

} // namespace onus::lint
