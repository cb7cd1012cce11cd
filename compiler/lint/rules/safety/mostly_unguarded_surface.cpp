// SPDX-License-Identifier: Apache-2.0
#include "lint/pass.h"

#include "check/coverage.h"

namespace onus::lint {

namespace {

/// Fewer are a few tools, each of which somebody thought about.
constexpr size_t many = 4;

void check(const check::Surface &surface, Pass &pass) {
  size_t needy = 0, unguarded = 0;
  for (const check::Tool &tool : surface.tools) {
    needy += !check::requiredKinds(tool).empty();
    unguarded += !tool.unguarded.empty();
  }
  if (unguarded < many || unguarded * 2 <= needy)
    return;
  pass.report(surface.decl->name.range, "{} of the {} tools of surface `{}` that need a guardrail are left unguarded",
              unguarded, needy, surface.symbol->simpleName())
      .label("guarded are the few")
      .help("write a guardrail on the effects that they share, or leave out the tools that the system does not need");
}

} // namespace

extern const Rule mostly_unguarded_surface = {
    .name = "mostly-unguarded-surface",
    .category = Category::Safety,
    .summary = "more than half of a surface's tools that need a guardrail are left unguarded",
    .surface = check,
};

} // namespace onus::lint
