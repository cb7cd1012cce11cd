// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "driver/choose.h"
#include "driver/options.h"
#include "driver/pipeline.h"

#include <memory>
#include <vector>

namespace onus::driver {

using Compilations = std::vector<std::unique_ptr<Compilation>>;

/// What the file on standard input is called, which the options name or nothing does.
llvm::StringRef standardInputName(const Options &options);

/// One project that the options name.
struct ProjectInput {
  Choice choice;
  std::optional<source::Overlay> text; ///< of standard input, and the file that it stands for
};

/// The projects that the options name (each once; choose.h). None where standard input could not be read, which is told
/// then.
std::vector<ProjectInput> projectInputs(const Options &options, Console &console);
/// Loads a project, with overlays in place of its files.
std::unique_ptr<Compilation> loadInput(const ProjectInput &project, llvm::ArrayRef<source::Overlay> overlays = {});
/// Runs a project that was loaded up to a stage, as the options say.
void compileLoaded(Compilation &compilation, Stage stage, const Options &options);
/// Both for each project that the options name.
Compilations compilePaths(const Options &options, Stage stage, Console &console);

/// Where diagnostics go: a command whose product they are prints them to standard output.
enum class Channel { Out, Err };

/// Tells what was found in all projects, in the formats of the options, and what could not be read (always on standard
/// error too). Gives the exit status that follows from it; Input where a file could not be written.
ExitStatus report(const Compilations &compilations, const Options &options, Channel channel, Console &console);

/// A report of nothing yet, for whoever finds without compiling.
diagnostics::render::Report newReport(const Options &options);
/// Writes a report to each output; Input where a file could not be written.
ExitStatus deliver(const diagnostics::render::Report &report, llvm::ArrayRef<Output> outputs, const Options &options,
                   Channel channel, Console &console);

/// Standard output is read by a person, as far as the outputs go there.
bool isForPeople(const Options &options);

/// Prints `2 errors, 1 warning` for all of them, or `fallback` where there is neither.
void summarize(const Compilations &compilations, const Options &options, llvm::StringRef fallback, Console &console);

} // namespace onus::driver
