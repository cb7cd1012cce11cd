// SPDX-License-Identifier: Apache-2.0
#include "lint/pass.h"

#include "llvm/ADT/STLExtras.h"

namespace onus::lint {

namespace {

/// For each guardrail without a control so many have one: else the system does not map, and leaves nobody out.
constexpr size_t usual = 4;

bool isMapped(const check::Guardrail *guardrail) { return !guardrail->controls.empty(); }

void check(const check::System &system, Pass &pass) {
  auto mapped = static_cast<size_t>(llvm::count_if(system.enforced, isMapped));
  if (mapped < (system.enforced.size() - mapped) * usual)
    return;
  for (const check::Guardrail *guardrail : system.enforced)
    if (!isMapped(guardrail))
      pass.report(guardrail->decl->name.range, "guardrail `{}` serves no control, while {} others of system `{}` do",
                  guardrail->symbol->simpleName(), mapped, system.symbol->simpleName())
          .label("in no auditor's list")
          .help("add `maps FRAMEWORK \"ID\"`");
}

} // namespace

extern const Rule unmapped_guardrail = {
    .name = "unmapped-guardrail",
    .category = Category::Completeness,
    .level = Level::Info,
    .summary = "a guardrail maps to no control, while nearly all others of its system do",
    .system = check,
};

} // namespace onus::lint
