// SPDX-License-Identifier: Apache-2.0
#include "lint/duty.h"

#include "check/coverage.h"

#include "llvm/ADT/STLExtras.h"

namespace onus::lint {

namespace {

bool doesCritical(const check::Tool *tool) {
  return llvm::any_of(tool->effects,
                      [](const check::ToolEffect &each) { return each.effect->severity == Severity::Critical; });
}

/// Critical by its own word, or because everything that it chose to guard is. What looks at every call (`call *`) sees
/// critical ones too, but is not what stands before them.
bool isCritical(const check::TypedGuardrail &typed) {
  return typed.severity == Severity::Critical || llvm::any_of(typed.on, [](const check::TypedSelector &selector) {
           return check::selectsByChoice(selector) && !selector.tools.empty() &&
                  llvm::all_of(selector.tools, doesCritical);
         });
}

void check(const check::System &, const check::TypedGuardrail &typed, Pass &pass) {
  const check::Guardrail &guardrail = *typed.guardrail;
  if (guardrail.fails.clause->mode != syntax::FailsClause::Mode::Open || !isCritical(typed))
    return;
  auto builder = pass.report(placeOf(pass, guardrail, guardrail.fails.clause->range),
                             "what is critical passes while its guardrail cannot decide");
  builder.label("whoever makes it fail gets past it")
      .help("write `fails closed`, or `fails to ask PARTY` where somebody can look");
  builder.related(guardrail.decl->name.range,
                  fmt::format("`{}` guards what is critical", guardrail.symbol->simpleName()));
}

} // namespace

extern const Rule fails_open_on_critical = {
    .name = "fails-open-on-critical",
    .category = Category::Safety,
    .summary = "a guardrail on something critical lets it through when it cannot decide",
    .typedGuardrail = check,
};

} // namespace onus::lint
