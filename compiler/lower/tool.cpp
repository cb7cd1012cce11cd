// SPDX-License-Identifier: Apache-2.0
#include "lower/parts.h"

#include "llvm/ADT/STLExtras.h"

namespace onus::lower {

namespace {

bool isCovered(const std::vector<ir::Guardrail> &guardrails, llvm::StringRef tool, ir::EventKind event) {
  return llvm::any_of(guardrails, [&](const ir::Guardrail &guardrail) {
    return !guardrail.shadow && llvm::any_of(guardrail.on, [&](const ir::GuardrailSelector &selector) {
      return selector.event == event && llvm::is_contained(selector.covers, tool.str());
    });
  });
}

ir::Binding lowerBinding(const check::EffectBinding &from, Arena &arena) {
  const ir::Expr *value = from.none ? nullptr : Renumbering(nullptr, arena).rewrite(from.value);
  return {from.parameter->name.str(), from.parameter->type, from.none, value};
}

} // namespace

ir::Tool lowerTool(const check::Tool &from, const std::vector<ir::Guardrail> &guardrails, Arena &arena) {
  ir::Tool out;
  out.name = from.qualified;
  out.surface = from.surface->symbol->simpleName().str();
  out.digest = from.digest;
  out.args = from.args;
  out.result = from.result;
  out.resultFromText = from.resultFromText;
  out.needsCall = from.needsCall;
  out.needsResult = from.needsResult;
  for (const check::ToolEffect &effect : from.effects) {
    out.effects.push_back({effect.effect->symbol->name, {}});
    for (const check::EffectBinding &binding : effect.bindings)
      out.effects.back().bindings.push_back(lowerBinding(binding, arena));
  }
  for (const check::ToolUnguarded &unguarded : from.unguarded) {
    ir::Waiver waiver = lowerWaiver(unguarded.waiver, from.surface->owner);
    for (auto [event, needed] :
         {std::pair{ir::EventKind::Call, from.needsCall}, {ir::EventKind::Result, from.needsResult}})
      if (unguarded.event ? *unguarded.event == event : needed && !isCovered(guardrails, from.qualified, event))
        out.unguarded.push_back({event, waiver});
  }
  out.classifiedBy = nameOf(from.approvedBy);
  out.owner = nameOf(from.surface->owner);
  return out;
}

} // namespace onus::lower
