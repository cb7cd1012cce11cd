// SPDX-License-Identifier: Apache-2.0
#include "check/cost.h"
#include "check/guardrail_typer.h"
#include "check/patterns.h"

namespace onus::check {

void typeGuardrails(Context &context) {
  for (auto *systems : {&context.program.systems, &context.program.standIns})
    for (System &system : *systems) {
      for (const Guardrail *guardrail : system.enforced)
        system.guardrails.push_back(GuardrailTyper(context, system, *guardrail).run());
      // What all rules cost together, and how patterns are used, is known where all are typed.
      if (system.symbol && !context.program.options.focus && !context.reporter.hasErrors())
        checkCost(context, system);
    }
  if (!context.program.options.focus)
    checkPatternExamples(context);
}

} // namespace onus::check
