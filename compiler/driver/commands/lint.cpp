// SPDX-License-Identifier: Apache-2.0
#include "driver/choose.h"
#include "driver/commands.h"
#include "driver/report.h"

namespace onus::driver {

namespace {

ExitStatus lint(const Options &options, Console &console) {
  Compilations compilations = compilePaths(options, Stage::Check, console);
  for (const auto &compilation : compilations) {
    tellLeftOut(*compilation, options, console);
    lintChecked(*compilation, lint::Levels());
    keepChosen(*compilation);
    compilation->reporter.sort();
  }
  ExitStatus status = report(compilations, options, Channel::Out, console);
  summarize(compilations, options, "nothing to report", console);
  return status;
}

} // namespace

void addLint(CLI::App &app, Work &chosen) {
  Subcommand command = addSubcommand(app, "lint", "Check, and tell what compiles and is yet unwise");
  addPaths(command);
  addAsFilter(command);
  addFormat(command);
  addCompiling(command);
  onChosen(command, chosen, [options = command.options](Console &console) { return lint(*options, console); });
}

} // namespace onus::driver
