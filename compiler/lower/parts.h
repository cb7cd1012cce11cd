// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "check/program.h"
#include "lower/slots.h"

namespace onus::lower {

/// The qualified name of a party; empty for none.
inline std::string nameOf(const check::Party *party) { return party ? party->name() : std::string(); }

/// The qualified name of a system; that of the package for a stand-in.
std::string nameOf(const check::System &system);

/// Where a range lies, by the path that artifacts name.
ir::Span lowerSpan(const source::SourceManager &sources, source::Range range);

/// `requester` stands for the one that was not written: the owner of the surface or guardrail (S40).
ir::Waiver lowerWaiver(const check::Waiver &waiver, const check::Party *requester);

/// What the whole lowering of one system shares.
struct SystemLowering {
  const check::Program &program;
  const check::System &from;
  Slots slots;
};

ir::Guardrail lowerGuardrail(SystemLowering &system, const check::TypedGuardrail &from);
/// `guardrails` are the system's, lowered: what they cover decides what an `unguarded` without a kind means.
ir::Tool lowerTool(const check::Tool &from, const std::vector<ir::Guardrail> &guardrails, Arena &arena);
ir::System lowerSystem(const check::Program &program, const check::System &from);

/// Calls `visit` for every expression of a system: conditions, history, redaction, logs, bindings.
void eachExpr(const ir::System &system, const std::function<void(const ir::Expr *)> &visit);

} // namespace onus::lower
