// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "check/program.h"

namespace onus::lint {

/// The first tool whose results the guardrail judges and that returns data about people
/// (`std.effects.reads_personal_data`); null where there is none.
const check::Tool *personalSource(const check::TypedGuardrail &guardrail);
/// An item of the guardrail's log shows the result, or a part of it, in clear.
bool showsResult(const check::TypedGuardrail &guardrail, const check::TypedLogItem &item);

} // namespace onus::lint
