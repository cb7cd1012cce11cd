// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "driver/options.h"
#include "driver/pipeline.h"

#include <memory>
#include <vector>

namespace onus::driver {

using Compilations = std::vector<std::unique_ptr<Compilation>>;

/// Loads the projects that the options name (each once; choose.h) and runs them up to a stage.
Compilations compilePaths(const Options &options, Stage stage, Console &console);

/// Where diagnostics go: a command whose product they are prints them to standard output.
enum class Channel { Out, Err };

/// Prints what was found in all projects, in the format of the options, and what could not be read (always on standard
/// error). Gives the exit status that follows from it.
ExitStatus report(const Compilations &compilations, const Options &options, Channel channel, Console &console);

/// Prints `2 errors, 1 warning` for all of them, or `fallback` where there is neither.
void summarize(const Compilations &compilations, const Options &options, llvm::StringRef fallback, Console &console);

} // namespace onus::driver
