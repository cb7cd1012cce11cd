// SPDX-License-Identifier: Apache-2.0
#include "lint/pass.h"

#include "llvm/ADT/STLExtras.h"

namespace onus::lint {

namespace {

/// Another total over the same tools is kept for something that outlives a session.
bool isKeptLonger(const check::System &system, const ir::Slot &slot) {
  return llvm::any_of(system.slots, [&](const ir::Slot &other) {
    return other.op == ir::HistoryOp::Total && !other.per.empty() &&
           llvm::all_of(slot.tools, [&](const auto &tool) { return llvm::is_contained(other.tools, tool); });
  });
}

void check(const check::System &system, const check::TypedGuardrail &, const ir::Expr &expr, Pass &pass) {
  auto index = static_cast<size_t>(expr.number);
  if (expr.kind != ir::ExprKind::History || index >= system.slots.size())
    return;
  const ir::Slot &slot = system.slots[index];
  if (slot.op == ir::HistoryOp::Total && slot.per.empty() && !isKeptLonger(system, slot))
    pass.report(expr.range, "this total begins anew with each session: two sessions may spend it twice")
        .label("kept for one session")
        .help("keep it for whom the agent acts, for instance `last 24h per agent.on_behalf_of`");
}

} // namespace

extern const Rule budget_of_one_session = {
    .name = "budget-of-one-session",
    .category = Category::Safety,
    .level = Level::Info,
    .summary = "what may be spent is added up for a session only, and a new session begins at nothing",
    .condition = check,
};

} // namespace onus::lint
