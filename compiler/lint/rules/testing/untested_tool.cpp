// SPDX-License-Identifier: Apache-2.0
#include "check/coverage.h"
#include "lint/pass.h"
#include "lint/trials.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

namespace onus::lint {

namespace {

/// The names of the surface's tools that somebody guards in the system, by whether a test touches them.
struct Guarded {
  std::vector<std::string> touched, left;
};

Guarded guardedTools(const check::System &system, const check::Surface &surface, Pass &pass) {
  check::CoverageIndex coverage(system, pass.asOf());
  const Trials &trials = pass.facts.trials();
  Guarded found;
  for (const check::Tool &tool : surface.tools)
    if (coverage.covers(tool, ir::EventKind::Call) || coverage.covers(tool, ir::EventKind::Result))
      (trials.touches(system, tool) ? found.touched : found.left).push_back(tool.name);
  return found;
}

/// "`send`, `forward` and 12 more"
std::string listed(const std::vector<std::string> &names) {
  constexpr size_t most = 4;
  std::string text;
  for (size_t place = 0; place < names.size() && place < most; ++place)
    text += (place == 0 ? "`" : place + 1 == names.size() ? " and `" : ", `") + names[place] + "`";
  return names.size() > most ? text + " and " + std::to_string(names.size() - most) + " more" : text;
}

/// A message for each surface, however many tools it has.
void check(const check::System &system, Pass &pass) {
  const Trials &trials = pass.facts.trials();
  if (!trials.complete() || !trials.isTested(system) || system.surfaces.size() != system.decl->surfaces.size())
    return;
  for (size_t place = 0; place < system.surfaces.size(); ++place) {
    const check::Surface &surface = *system.surfaces[place];
    auto [touched, left] = guardedTools(system, surface, pass);
    if (left.empty())
      continue;
    pass.report(system.decl->surfaces[place].range,
                "no test of `{}` calls {} of surface `{}`: whether the guardrails read the right arguments shows "
                "nowhere else",
                system.symbol->simpleName(), listed(left), surface.symbol->simpleName())
        .label(std::to_string(touched.size()) + " of " + std::to_string(touched.size() + left.size()) +
               " guarded tools are in a test")
        .help("call each of them once");
  }
}

} // namespace

extern const Rule untested_tool = {
    .name = "untested-tool",
    .category = Category::Testing,
    .level = Level::Info,
    .summary = "tools that somebody guards and no test calls",
    .system = check,
};

} // namespace onus::lint
