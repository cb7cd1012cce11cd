// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/time.h"
#include "check/program.h"
#include "diagnostics/render/formats.h"
#include "driver/console.h"
#include "driver/exit_status.h"

#include <CLI/CLI.hpp>

#include <functional>
#include <string>
#include <vector>

namespace onus::driver {

enum class Format { Text, Json, JUnit };

/// One text that a command makes of its findings.
struct Output {
  const diagnostics::render::FormatInfo *format;
  std::string file; ///< `-` is standard output
};

/// Flags that most subcommands take.
struct Options {
  std::string command; ///< `check`
  std::vector<std::string> paths;
  Format format = Format::Text;
  std::vector<Output> outputs; ///< where a command that takes them (`addOutputs`) was given some
  ColorMode color = ColorMode::Auto;
  Day asOf = 0; ///< `--as-of`, else SOURCE_DATE_EPOCH, else today in UTC
  bool quiet = false;
  bool verbose = false;
  bool locked = false;
  bool asFilter = false; ///< the paths only choose what concerns the caller (addAsFilter)
  /// Findings of lint rules fail the run from this severity on.
  diagnostics::Severity lintFailsFrom = diagnostics::Severity::Warning;
  bool showSuppressed = false; ///< also what was found and does not count
  std::string stdinFilename;   ///< which file the text on standard input stands for
  unsigned jobs = 0;           ///< threads; 0 for as many as the machine runs at once

  check::Options checkOptions() const;
};

/// SOURCE_DATE_EPOCH (seconds since 1970) where it is set, else now; as a day in UTC.
Day defaultDay();

/// A subcommand's work, run once the command line was understood.
using Work = std::function<ExitStatus(Console &console)>;

/// Adds a subcommand. What it shares with others is held by the options it returns, which live as long as the app.
struct Subcommand {
  CLI::App *app = nullptr;
  std::shared_ptr<Options> options;
};
Subcommand addSubcommand(CLI::App &app, const std::string &name, const std::string &description);
void addPaths(const Subcommand &command);
/// `--as-filter`, for programs that pass the names of files that changed.
void addAsFilter(const Subcommand &command);
/// `--format text|json`, and junit where the command's product is that of tests.
void addFormat(const Subcommand &command, bool junit = false);
/// `--format` and `--output` for commands whose product is what they found: in every format, several at once.
void addOutputs(const Subcommand &command);
void addAsOf(const Subcommand &command);
/// `--as-of`, `--locked`, `--jobs`: whatever compiles sources.
void addCompiling(const Subcommand &command);

/// Accepts one of a few words.
CLI::Validator isOneOf(std::vector<std::string> words);

/// Runs `work` when the subcommand was chosen.
void onChosen(const Subcommand &command, Work &chosen, Work work);

} // namespace onus::driver
