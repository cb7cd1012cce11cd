// SPDX-License-Identifier: Apache-2.0
#include "lint/pass.h"

#include "check/coverage.h"

#include "llvm/ADT/STLExtras.h"

namespace onus::lint {

namespace {

std::string textOf(const ir::Expr *expr) { return expr ? ir::print(expr) : std::string(); }

/// What a guardrail looks at and what it does then, as a text that two guardrails share which do the same.
std::string meaningOf(const check::TypedGuardrail &guardrail) {
  std::vector<std::string> selected;
  for (const check::TypedSelector &selector : guardrail.on) {
    bool all = selector.form == syntax::Selector::Form::All;
    if (all || selector.tools.empty())
      selected.push_back(ir::word(selector.event).str());
    if (all)
      continue;
    for (const check::Tool *tool : selector.tools)
      selected.push_back(ir::word(selector.event).str() + " " + tool->qualified);
  }
  llvm::sort(selected);
  std::string text;
  for (const std::string &each : selected)
    text += each + "\n";
  for (const check::TypedLocal &local : guardrail.lets)
    text += "let " + local.name + " = " + textOf(local.value) + "\n";
  for (const check::TypedRule &rule : guardrail.rules) {
    text += rule.syntax->require ? "require" : syntax::word(rule.syntax->verdict).str();
    text += " " + (rule.askUser ? "user" : rule.ask ? rule.ask->name() : std::string()) + " " + textOf(rule.condition);
    for (const ir::RedactTarget &target : rule.redact)
      text += " redact " + textOf(target.path) + " " + target.pattern;
    text += "\n";
  }
  return text;
}

void check(const check::System &system, Pass &pass) {
  std::map<std::string, const check::Guardrail *> seen;
  for (const check::TypedGuardrail &each : system.guardrails) {
    const check::Guardrail &guardrail = *each.guardrail;
    auto [first, added] = seen.try_emplace(meaningOf(each), &guardrail);
    // What runs in shadow beside what is enforced is compared with it.
    if (added || guardrail.shadow || first->second->shadow)
      continue;
    pass.report(guardrail.decl->name.range, "guardrail `{}` looks at the same events as `{}` and decides the same",
                guardrail.name(), first->second->name())
        .label("decides nothing that is not decided already")
        .related(first->second->decl->name.range, "the other one")
        .help(
            "keep the one whose owner answers for it; an exception to one of them lifts nothing while the other stands");
  }
}

} // namespace

extern const Rule repeated_guardrail = {
    .name = "repeated-guardrail",
    .category = Category::Suspicious,
    .level = Level::Warn,
    .summary = "two guardrails of a system look at the same events and decide the same",
    .system = check,
};

} // namespace onus::lint
