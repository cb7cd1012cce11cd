// SPDX-License-Identifier: Apache-2.0
#include "lint/pass.h"
#include "lint/written.h"

#include "ir/regex_dialect.h"

namespace onus::lint {

namespace {

using ir::RegexNode;

/// The only text that a pattern takes, of printable ASCII; nothing where it takes another too.
std::optional<std::string> onlyText(llvm::StringRef pattern) {
  auto read = ir::readRegex(pattern);
  const auto *node = std::get_if<RegexNode>(&read);
  if (!node || node->kind != RegexNode::Kind::Sequence || node->parts.empty())
    return std::nullopt;
  std::string text;
  for (const RegexNode &part : node->parts) {
    bool one =
        part.kind == RegexNode::Kind::Take && part.ranges.size() == 1 && part.ranges[0].first == part.ranges[0].last;
    if (!one || part.ranges[0].first < ' ' || part.ranges[0].first > '~')
      return std::nullopt;
    text += static_cast<char>(part.ranges[0].first);
  }
  return text;
}

void check(const check::System &, const check::TypedGuardrail &, const ir::Expr &expr, Pass &pass) {
  bool whole = expr.kind == ir::ExprKind::Matches;
  if (!whole && !(expr.kind == ir::ExprKind::Call && expr.text == "contains"))
    return;
  const ir::Expr *pattern = expr.operand(1), *subject = expr.operand(0);
  // A named pattern has examples, which a text has not.
  if (pattern->kind != ir::ExprKind::Pattern || !isWithin(pattern->range, expr.range))
    return;
  auto text = onlyText(pattern->text);
  if (!text)
    return;
  auto builder = pass.report(pattern->range, "this pattern takes one text only, {}", quoted(*text));
  builder.label("a text is told from it faster, and read faster");
  auto sure = diagnostics::Applicability::MachineApplicable;
  if (!whole)
    builder.fix("write the text", pattern->range, quoted(*text), sure);
  else if (isWithin(subject->range, expr.range) && subject->range.begin == expr.range.begin)
    builder.fix("compare with the text", expr.range, pass.sources().text(subject->range).str() + " == " + quoted(*text),
                sure);
  else
    builder.help("compare with `==`");
}

} // namespace

extern const Rule pattern_for_literal = {
    .name = "pattern-for-literal",
    .category = Category::Performance,
    .level = Level::Info,
    .summary = "a pattern takes one text only, which could be written as such",
    .fixable = true,
    .condition = check,
};

} // namespace onus::lint
