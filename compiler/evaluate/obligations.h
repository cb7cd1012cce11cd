// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "evaluate/decision.h"
#include "evaluate/state.h"

/// What a decision owes beyond itself (S42): escalations that start now, exceptions that are used too often.
namespace onus::evaluate {

/// Adds the decision's escalations and alerts, and counts towards thresholds.
void owe(Decision &decision, SystemState &state);

} // namespace onus::evaluate
