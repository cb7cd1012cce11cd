// SPDX-License-Identifier: Apache-2.0
#include "lint/duty.h"
#include "lint/hands.h"

#include "check/text.h"

#include "llvm/ADT/STLExtras.h"

namespace onus::lint {

namespace {

/// Answers for the system, for the guardrail, or for a tool that is to be switched off.
bool hasPart(const check::Party &executor, const check::System &system, const check::Guardrail &guardrail) {
  for (const check::Party *each : {system.business, system.engineering, system.security, guardrail.owner})
    if (each && isOwnersSide(executor, *each))
      return true;
  return llvm::any_of(guardrail.rollbackTargets, [&](const std::string &target) {
    const check::Tool *tool = system.tool(target);
    return tool && isOwnersSide(executor, *tool->surface->owner);
  });
}

void check(const check::System &system, const check::TypedGuardrail &typed, Pass &pass) {
  const check::Guardrail &guardrail = *typed.guardrail;
  if (!system.symbol || hasPart(*guardrail.rollbackBy, system, guardrail))
    return;
  llvm::StringRef name = guardrail.rollbackBy->symbol->simpleName();
  pass.report(placeOf(pass, guardrail, guardrail.rollback.clause->by.range),
              "`{}` is to roll back in system `{}`, and answers for nothing there", name, system.symbol->simpleName())
      .label("neither for the system nor for the guardrail or a tool that is disabled")
      .related(system.decl->engineering.range, "this is who runs the system")
      .help("name who can reach the switch, such as the owner of the tool or the system's engineering owner");
}

} // namespace

extern const Rule rollback_by_stranger = {
    .name = "rollback-by-stranger",
    .category = Category::Suspicious,
    .summary = "who is to roll back answers neither for the system nor for what is switched off",
    .typedGuardrail = check,
};

} // namespace onus::lint
