// SPDX-License-Identifier: Apache-2.0
#include "driver/commands/commands.h"
#include "driver/report.h"

#include "llvm/ADT/STLExtras.h"

namespace onus::driver {

namespace {

/// `3 files, 5 guardrails in 1 system: nothing to report`
std::string described(const Compilations &compilations) {
  size_t files = 0, guardrails = 0, systems = 0;
  for (const auto &compilation : compilations) {
    files += compilation->project.ownFiles;
    if (compilation->program) {
      auto own = [](const auto &each) { return !each.symbol->package->foreign; };
      guardrails += static_cast<size_t>(llvm::count_if(compilation->program->guardrails, own));
      systems += static_cast<size_t>(llvm::count_if(compilation->program->systems, own));
    }
  }
  auto counted = [](size_t count, const char *what) {
    return std::to_string(count) + " " + what + (count == 1 ? "" : "s");
  };
  return counted(files, "file") + ", " + counted(guardrails, "guardrail") + " in " + counted(systems, "system") +
         ": nothing to report";
}

ExitStatus check(const Options &options, Console &console) {
  Compilations compilations = compilePaths(options, Stage::Check, console);
  ExitStatus status = report(compilations, options, Channel::Out, console);
  summarize(compilations, options, status == ExitStatus::Clean ? described(compilations) : "", console);
  return status;
}

} // namespace

void addCheck(CLI::App &app, Work &chosen) {
  Subcommand command =
      addSubcommand(app, "check", "Parse, resolve, type-check and hold to account; nothing is written");
  addPaths(command);
  addOutputs(command);
  addCompiling(command);
  onChosen(command, chosen, [options = command.options](Console &console) { return check(*options, console); });
}

} // namespace onus::driver
