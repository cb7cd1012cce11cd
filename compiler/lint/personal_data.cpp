// SPDX-License-Identifier: Apache-2.0
#include "lint/personal_data.h"

#include "llvm/ADT/STLExtras.h"

namespace onus::lint {

const check::Tool *personalSource(const check::TypedGuardrail &guardrail) {
  for (const check::TypedSelector &selector : guardrail.on)
    for (const check::Tool *tool : selector.tools)
      if (selector.event == ir::EventKind::Result && llvm::any_of(tool->effects, [](const check::ToolEffect &each) {
            return each.effect->symbol->name == "std.effects.reads_personal_data";
          }))
        return tool;
  return nullptr;
}

bool showsResult(const check::TypedGuardrail &guardrail, const check::TypedLogItem &item) {
  if (!item.value || item.redacted)
    return false;
  bool result = false, hidden = false;
  ir::walk(item.value, [&](const ir::Expr *part) {
    result |= part->kind == ir::ExprKind::Root && part->text == "result";
    hidden |= llvm::any_of(guardrail.log, [&](const check::TypedLogItem &other) {
      return other.redacted && other.value && ir::sameText(other.value, part);
    });
  });
  return result && !hidden;
}

} // namespace onus::lint
