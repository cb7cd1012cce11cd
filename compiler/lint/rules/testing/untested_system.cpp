// SPDX-License-Identifier: Apache-2.0
#include "lint/pass.h"

#include "llvm/ADT/STLExtras.h"

namespace onus::lint {

namespace {

/// Without a test nothing else of this category is said about the system: one mistake, one message.
void check(const check::System &system, Pass &pass) {
  bool tested = llvm::any_of(pass.program.tests, [&](const check::TypedTest &test) { return test.system == &system; });
  if (tested || system.symbol->testOnly)
    return;
  pass.report(system.decl->name.range, "no test is of system `{}`: nothing shows that its guardrails decide as meant",
              system.symbol->simpleName())
      .label("enforces " + std::to_string(system.guardrails.size()) +
             (system.guardrails.size() == 1 ? " guardrail" : " guardrails"))
      .help("write one event that must pass and one that must not: `test \"…\" of " +
            system.symbol->simpleName().str() + " { … }`");
}

} // namespace

extern const Rule untested_system = {
    .name = "untested-system",
    .category = Category::Testing,
    .level = Level::Warn,
    .summary = "a system has guardrails and not one test",
    .system = check,
};

} // namespace onus::lint
