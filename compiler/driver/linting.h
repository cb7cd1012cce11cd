// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "driver/baseline_file.h"
#include "driver/report.h"
#include "lint/configuration.h"

/// From a checked project to what `onus lint` says about it: the levels that onus.toml and the command line give the
/// rules, the rules, and what is excused. Whoever shows findings takes this way, so that all show the same.
namespace onus::driver {

/// What a command that lints takes beside what all commands take.
struct LintOptions {
  lint::Selection selection;
  bool ignoreComments = false; ///< comments of the sources excuse nothing
  BaselineOptions baseline;
};

/// Adds the flags to a subcommand: these, and those of its options that say which findings fail a run and whether what
/// is excused is told.
std::shared_ptr<LintOptions> addLinting(const Subcommand &command);

/// Lints a project that compiles; does nothing with another. A wrong [lint] becomes a problem of the project.
void lintProject(Compilation &compilation, const LintOptions &linting);

/// Tells how many findings are excused and, with `--show-suppressed`, which and why, where a person reads.
void tellSuppressed(const Compilations &compilations, const Options &options, Console &console);

} // namespace onus::driver
