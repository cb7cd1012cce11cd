// SPDX-License-Identifier: Apache-2.0
#include "lint/guardrail_reader.h"
#include "lint/pass.h"

namespace onus::lint {

namespace {

using ir::Expr;
using ir::ExprKind;

bool isToolTest(const GuardrailReader &reader, const Expr *condition) {
  if (condition->kind != ExprKind::Equal || !reader.literal(condition->operand(1)))
    return false;
  const Expr *left = reader.meaning(condition->operand(0));
  return left->kind == ExprKind::Member && left->operand(0)->kind == ExprKind::Root && left->operand(0)->text == "tool";
}

/// `tool.name == "mail.send"` or `tool.surface == "mail"`, without which a condition is never true; null where there is
/// none.
const Expr *toolTest(const GuardrailReader &reader, const Expr *condition) {
  condition = reader.meaning(condition);
  if (isToolTest(reader, condition))
    return condition;
  if (condition->kind == ExprKind::And)
    for (const Expr *part : condition->operands)
      if (isToolTest(reader, reader.meaning(part)))
        return reader.meaning(part);
  return nullptr;
}

void check(const check::System &, const check::TypedGuardrail &guardrail, Pass &pass) {
  bool selectsAll = llvm::any_of(
      guardrail.on, [](const check::TypedSelector &selector) { return selector.form == syntax::Selector::Form::All; });
  if (!selectsAll)
    return;
  GuardrailReader reader(guardrail);
  std::vector<const Expr *> tests;
  for (const check::TypedRule &rule : guardrail.rules)
    tests.push_back(rule.condition && !rule.syntax->require ? toolTest(reader, rule.condition) : nullptr);
  if (llvm::is_contained(tests, nullptr))
    return; // one of the rules is for every tool
  for (const Expr *test : tests) {
    llvm::StringRef name = *reader.literal(test->operand(1));
    bool surface = reader.meaning(test->operand(0))->text == "surface";
    pass.report(test->range, "the guardrail looks at every tool to find `{}`", name)
        .label("asked at each event, and what detectors the rule needs are asked too")
        .note("`*` covers no tool; a tool or a surface that is selected by name is covered")
        .help("select it: `on call " + name.str() + (surface ? ".*`" : "`"));
  }
}

} // namespace

extern const Rule tool_tested_in_condition = {
    .name = "tool-tested-in-condition",
    .category = Category::Performance,
    .level = Level::Warn,
    .summary = "a guardrail selects every tool and then asks which one it is",
    .typedGuardrail = check,
};

} // namespace onus::lint
