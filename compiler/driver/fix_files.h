// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "driver/fixing.h"
#include "driver/report.h"

#include <memory>

/// `--fix` and its relatives: what they do with the files, and what they say.
namespace onus::driver {

struct FixFlags {
  bool fix = false;    ///< write the files
  bool diff = false;   ///< show what would change, and write nothing
  bool only = false;   ///< write, and report nothing but what was fixed
  bool unsafe = false; ///< make unchecked fixes, too
  bool show = false;   ///< list the fixes
  bool any() const { return fix || diff || only; }
};

/// Adds the flags to a subcommand; they live as long as it.
std::shared_ptr<FixFlags> addFixing(const Subcommand &command);

/// Fixes one project after the other and writes, or shows, what came of it.
class FixRun {
public:
  FixRun(const FixFlags &flags, const Options &options, Console &console)
      : flags_(flags), options_(options), console_(console) {}

  /// The project as it is left.
  std::unique_ptr<Compilation> fix(const ProjectInput &project, const CompileWith &compile);
  /// `fixed 3 findings in 2 files; 1 more with --unsafe-fixes`.
  void summarize() const;
  /// What becomes of the exit status: files that could not be written, fixes that did not come to an end, and for
  /// `--diff` whether something would change.
  ExitStatus status() const { return status_; }

private:
  void keep(const ProjectInput &project, const Fixing &fixing);
  void write(const std::string &path, const std::string &before, const std::string &after);
  void list(const Fixing &fixing) const;

  const FixFlags &flags_;
  const Options &options_;
  Console &console_;
  ExitStatus status_ = ExitStatus::Clean;
  size_t made_ = 0, files_ = 0, unsafeLeft_ = 0;
};

} // namespace onus::driver
