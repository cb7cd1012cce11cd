// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "backends/backend.h"

namespace onus::backends {

/// The module itself in its JSON form, which can say everything; docs/policy-ir.md describes it.
Artifact emitJson(const ir::Module &module, const source::SourceManager *sources);

} // namespace onus::backends
