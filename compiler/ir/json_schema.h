// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/json.h"

namespace onus::ir {

/// JSON Schema 2020-12 of the JSON form of a module: what `readModule` takes, but for what only `verify` can tell.
/// docs/schemas/policy-ir.schema.json is this, printed.
json::Value moduleSchema();

} // namespace onus::ir
