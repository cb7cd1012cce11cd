// SPDX-License-Identifier: Apache-2.0
#include "lint/pass.h"
#include "lint/rewriting.h"

namespace onus::lint {

namespace {

using diagnostics::Applicability;
using source::Range;

void check(const syntax::File &file, const syntax::Expr &expr, Pass &pass) {
  auto *choice = llvm::dyn_cast<syntax::IfExpr>(&expr);
  auto *then = choice ? llvm::dyn_cast<syntax::BoolExpr>(choice->then) : nullptr;
  auto *otherwise = choice ? llvm::dyn_cast<syntax::BoolExpr>(choice->otherwise) : nullptr;
  if (!then || !otherwise || then->value == otherwise->value)
    return;
  auto builder = pass.report(expr.range, "`if` chooses between `true` and `false`, which its condition does by itself");
  llvm::StringRef text = pass.sources().text(expr.range.file);
  size_t behind = text.take_front(choice->then->range.begin).rfind("then");
  Range kept = trimmed(pass.sources(), {expr.range.file, expr.range.begin + 2, static_cast<uint32_t>(behind)});
  Range before{expr.range.file, expr.range.begin, kept.begin}, after{expr.range.file, kept.end, expr.range.end};
  bool wrap = !then->value && isLoose(choice->condition) && !choice->condition->parenthesised;
  if (!holdsComment(file, before) && !holdsComment(file, after))
    builder.fix({"write the condition alone",
                 Applicability::MachineApplicable,
                 {{before, then->value ? ""
                           : wrap      ? "not ("
                                       : "not "},
                  {after, wrap ? ")" : ""}}});
}

} // namespace

extern const Rule bool_if = {
    .name = "bool-if",
    .category = Category::Style,
    .summary = "`if c then true else false` where `c` says the same",
    .fixable = true,
    .expression = check,
};

} // namespace onus::lint
