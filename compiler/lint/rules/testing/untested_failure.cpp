// SPDX-License-Identifier: Apache-2.0
#include "lint/pass.h"
#include "lint/trials.h"

namespace onus::lint {

namespace {

/// What tests showed of the detectors that a guardrail reads, in all systems.
std::map<std::string, bool> detectorsOf(const check::Guardrail &guardrail, const Trials &trials) {
  std::map<std::string, bool> failed;
  auto look = [&](const ir::Expr *root) {
    if (root)
      ir::walk(root, [&](const ir::Expr *expr) {
        if (expr->kind != ir::ExprKind::Signal)
          return;
        const ExprTrial *trial = trials.of(expr);
        failed[expr->text.str()] |= trial && trial->failed;
      });
  };
  for (const Lowered &lowered : trials.lowered(guardrail)) {
    const ir::Guardrail &each = *lowered.guardrail;
    for (const ir::LocalValue &let : each.lets)
      look(let.value);
    for (const ir::Rule &rule : each.rules)
      look(rule.condition);
    for (const ir::Exception &exception : each.exceptions)
      look(exception.when);
  }
  return failed;
}

std::string consequence(const check::Guardrail &guardrail) {
  switch (guardrail.fails.clause->mode) {
  case syntax::FailsClause::Mode::Closed:
    return "nothing shows that the event is then refused";
  case syntax::FailsClause::Mode::Open:
    return "nothing shows what then passes unseen";
  case syntax::FailsClause::Mode::Ask:
    return "nothing shows that somebody is then asked";
  }
  return {};
}

void check(const check::Guardrail &guardrail, Pass &pass) {
  const Trials &trials = pass.facts.trials();
  const GuardrailTrial *trial = trials.of(guardrail);
  if (!trial || trial->events == 0)
    return; // `unfired-rule` tells of what no test comes to
  for (const auto &[detector, failed] : detectorsOf(guardrail, trials)) {
    if (failed)
      continue;
    std::string name = llvm::StringRef(detector).rsplit('.').second.str();
    pass.report(guardrail.decl->name.range, "`{}` reads detector `{}`, which answers in every test: {}",
                guardrail.symbol->simpleName(), name, consequence(guardrail))
        .label("never without its answer")
        .help("write `signal " + name + " unavailable` below an event, and what is then expected");
  }
}

} // namespace

extern const Rule untested_failure = {
    .name = "untested-failure",
    .category = Category::Testing,
    .level = Level::Info,
    .summary = "a guardrail reads a detector that is unavailable in no test",
    .guardrail = check,
};

} // namespace onus::lint
