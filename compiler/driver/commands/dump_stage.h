// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "driver/pipeline.h"

#include <string>

namespace onus::driver {

/// What a stage (`tokens`, `ast`, `symbols`, `types`, `ir`, `bytecode`) made of a project, as text; empty where it was
/// not reached. `only` names the one file whose tokens and tree are wanted, as people see it; empty: all of the
/// project's.
std::string dumpOf(const Compilation &compilation, llvm::StringRef stage, llvm::StringRef only = {});

} // namespace onus::driver
