// SPDX-License-Identifier: Apache-2.0
#include "lint/pass.h"

namespace onus::lint {

namespace {

void check(const check::System &system, Pass &pass) {
  if (system.decl->incident)
    return;
  for (const check::Surface *surface : system.surfaces)
    for (const check::Tool &tool : surface->tools)
      for (const check::ToolEffect &each : tool.effects)
        if (each.effect->severity == Severity::Critical) {
          pass.report(system.decl->name.range, "system `{}` has no `incident`, and `{}` can do what is critical",
                      system.symbol->simpleName(), tool.qualified)
              .label("where does whoever is called begin?")
              .related(tool.range, fmt::format("`{}` is critical", each.effect->symbol->simpleName()))
              .help("add `incident \"…\"`: where the plan is, who decides, whom to tell");
          return;
        }
}

} // namespace

extern const Rule system_without_incident_plan = {
    .name = "system-without-incident-plan",
    .category = Category::Completeness,
    .summary = "a system can do what is critical and names no incident plan",
    .system = check,
};

} // namespace onus::lint
