// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "lint/pass.h"

/// What rules share that judge a guardrail's duties (its log, escalation, rollback, what happens when it fails) by how
/// grave what it guards is. Duties are shared: one finding about them stands for every guardrail that owes them.
namespace onus::lint {

/// High or critical: what is done by mistake is felt outside the system.
constexpr bool isSevere(Severity severity) { return severity >= Severity::High; }

/// Where a finding about a part of a guardrail's clause stands: at the part, or at the guardrail where the part is in
/// somebody else's duties.
source::Range placeOf(const Pass &pass, const check::Guardrail &guardrail, source::Range part);

/// Adds which guardrail owes the duty that was found wanting, and how grave it is.
void nameDebtor(diagnostics::Builder &builder, const check::TypedGuardrail &typed);

} // namespace onus::lint
