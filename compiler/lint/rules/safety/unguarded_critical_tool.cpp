// SPDX-License-Identifier: Apache-2.0
#include "lint/pass.h"

#include "check/coverage.h"

#include "llvm/ADT/STLExtras.h"

namespace onus::lint {

namespace {

bool wants(const check::Effect &effect, ir::EventKind event) {
  return event == ir::EventKind::Call ? effect.coverCall : effect.coverResult;
}

/// Whether something lets the event through that nothing looks at: a system in which no guardrail covers it, or no
/// system at all yet.
bool isBare(const check::Tool &tool, ir::EventKind event, const check::Program &program) {
  bool used = false;
  for (const check::System &system : program.systems) {
    if (!llvm::is_contained(system.surfaces, tool.surface))
      continue;
    used = true;
    if (!check::CoverageIndex(system, program.options.asOf).covers(tool, event))
      return true;
  }
  return !used;
}

void checkEvent(const check::Tool &tool, const check::ToolUnguarded &unguarded, ir::EventKind event, Pass &pass) {
  if (unguarded.event && *unguarded.event != event)
    return;
  for (const check::ToolEffect &each : tool.effects) {
    const check::Effect &effect = *each.effect;
    if (effect.severity != Severity::Critical || !wants(effect, event) || !isBare(tool, event, pass.program))
      continue;
    pass.report(tool.range, "nothing guards the {} of `{}`, and `{}` is critical", word(event), tool.qualified,
                effect.symbol->simpleName())
        .label("only a signature stands before it")
        .related(unguarded.waiver.range, "signed for here")
        .help("write a guardrail with a deny or ask rule for it, be it a wide one");
    return;
  }
}

void check(const check::Tool &tool, Pass &pass) {
  for (const check::ToolUnguarded &unguarded : tool.unguarded)
    for (ir::EventKind event : check::requiredKinds(tool))
      checkEvent(tool, unguarded, event, pass);
}

} // namespace

extern const Rule unguarded_critical_tool = {
    .name = "unguarded-critical-tool",
    .category = Category::Safety,
    .summary = "a tool with a critical effect is left unguarded",
    .tool = check,
};

} // namespace onus::lint
