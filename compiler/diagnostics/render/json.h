// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/json.h"
#include "diagnostics/render/report.h"

namespace onus::diagnostics::render {

/// The findings of a report as Onus's own JSON has them (docs/schemas/diagnostics.schema.json).
json::Array findingValues(llvm::ArrayRef<Finding> findings);

} // namespace onus::diagnostics::render
