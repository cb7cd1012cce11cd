// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "check/program.h"

/// Which tools somebody guards (S12). A pair of a tool and a kind of event is covered in a system iff an enforced
/// guardrail that is not in shadow has a deny, ask or redact rule, selects the pair by tool name or by effect, and
/// reads more than parameters that the tool binds to `none`.
namespace onus::check {

/// The guardrails must be typed already.
bool covers(const TypedGuardrail &guardrail, const System &system, const Tool &tool, ir::EventKind kind, Day asOf);
bool covered(const System &system, const Tool &tool, ir::EventKind kind, Day asOf);
/// The kinds that the tool's effects ask to be covered.
std::vector<ir::EventKind> requiredKinds(const Tool &tool);
/// The kinds for which an `unguarded` signs in a system: the one it names, else the required ones that nothing covers.
std::vector<ir::EventKind> signedKinds(const System &system, const Tool &tool, const ToolUnguarded &unguarded,
                                       Day asOf);

} // namespace onus::check
