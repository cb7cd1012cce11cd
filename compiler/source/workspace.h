// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "source/project.h"

namespace onus::source {

/// Reads one onus.toml. Appends what is wrong with it to `problems`; the settings are then the defaults.
Settings readSettings(llvm::StringRef file, std::vector<LoadProblem> &problems);

/// The folders that a project consists of, with all that it depends on: reads their onus.toml and follows members and
/// dependencies. `root` is absolute; `settings` is the project's onus.toml, or empty.
Layout findUnits(llvm::StringRef root, llvm::StringRef settings, std::vector<LoadProblem> &problems);

} // namespace onus::source
