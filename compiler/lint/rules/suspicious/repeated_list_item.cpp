// SPDX-License-Identifier: Apache-2.0
#include "lint/pass.h"
#include "lint/removal.h"
#include "lint/rewriting.h"

namespace onus::lint {

namespace {

using diagnostics::Applicability;
using diagnostics::Edit;
using source::Range;
using syntax::BinaryOp;

void check(const syntax::File &, const syntax::Expr &expr, Pass &pass) {
  auto *binary = llvm::dyn_cast<syntax::BinaryExpr>(&expr);
  auto *list = binary && binary->op == BinaryOp::In ? llvm::dyn_cast<syntax::ListExpr>(binary->right) : nullptr;
  if (!list)
    return;
  std::vector<Range> items;
  std::vector<std::optional<size_t>> first(list->items.size());
  for (size_t at = 0; at < list->items.size(); ++at) {
    items.push_back(list->items[at]->range);
    for (size_t other = 0; other < at && !first[at]; ++other)
      if (isLiteral(list->items[at]) && sameWords(pass.sources(), items[at], items[other]))
        first[at] = other;
  }
  for (size_t at = 0; at < items.size(); ++at) {
    if (!first[at])
      continue;
    Edit edit = removalOfItem(pass.sources(), items, at, [&](size_t each) { return first[each].has_value(); });
    pass.report(items[at], "{} is in the list already: perhaps another value was meant", pass.sources().text(items[at]))
        .related(items[*first[at]], "the first is here")
        .fix({"take it out", Applicability::MachineApplicable, {std::move(edit)}});
  }
}

} // namespace

extern const Rule repeated_list_item = {
    .name = "repeated-list-item",
    .category = Category::Suspicious,
    .summary = "a list in which a value is looked for holds an item twice",
    .fixable = true,
    .expression = check,
};

} // namespace onus::lint
