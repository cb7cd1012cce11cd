// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "backends/backend.h"

namespace onus::backends {

/// A bundle that the runtime maps and runs in place: `.onusb`, described in docs/bytecode.md. Everything in it comes
/// from the module; where `sources` is not null, the module's expressions know their places in it and the bundle says
/// them. There is no artifact where the module is too large for the format.
Artifact emitBytecode(const ir::Module &module, const source::SourceManager *sources);

} // namespace onus::backends
