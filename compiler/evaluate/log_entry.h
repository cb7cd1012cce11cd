// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "evaluate/approval.h"
#include "evaluate/guardrail.h"

/// What one guardrail's `log` holds of one event (S46): the values it read, keyed digests in the place of what is
/// redacted or sensitive, the answers of history and detectors, and the outcomes of the tests that read something
/// masked.
namespace onus::evaluate {

json::Value logEntry(const GuardrailResult &result, const Tables &tables, const Key &key);

} // namespace onus::evaluate
