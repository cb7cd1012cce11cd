// SPDX-License-Identifier: Apache-2.0
#include "driver/choose.h"
#include "driver/commands/commands.h"
#include "driver/fix_files.h"
#include "driver/linting.h"
#include "driver/result_cache.h"

namespace onus::driver {

namespace {

std::unique_ptr<Compilation> lintInput(const ProjectInput &project, llvm::ArrayRef<source::Overlay> overlays,
                                       const Options &options, const LintOptions &linting,
                                       const CacheOptions &caching) {
  auto compilation = loadInput(project, overlays);
  CachedResult cached(*compilation, caching);
  if (!cached.recall()) {
    compileLoaded(*compilation, Stage::Check, options);
    lintProject(*compilation, linting);
    compilation->reporter.sort();
    cached.remember();
  }
  keepChosen(*compilation);
  return compilation;
}

/// What was asked for is said already; only what keeps a project from compiling is still told.
ExitStatus reportErrors(const Compilations &compilations, const Options &options, Console &console) {
  for (const auto &compilation : compilations)
    compilation->reporter.revise([](const diagnostics::Diagnostic &diagnostic) {
      return diagnostic.kind != diagnostics::Kind::Lint && diagnostic.severity == diagnostics::Severity::Error;
    });
  return report(compilations, options, Channel::Err, console);
}

ExitStatus lint(const Options &options, const LintOptions &linting, const FixFlags &flags, const CacheOptions &caching,
                Console &console) {
  if ((flags.only || flags.diff) && !options.outputs.empty()) {
    console.error("`--diff` and `--fix-only` tell what is fixed, and no findings",
                  "leave out `--format` and `--output`, or report in a run of its own");
    return ExitStatus::Input;
  }
  FixRun fixes(flags, options, console);
  Compilations compilations;
  bool textOut = false; // standard output holds a fixed text
  std::vector<ProjectInput> projects = projectInputs(options, console);
  if (!linting.baseline.file.empty() && projects.size() > 1) {
    console.error("a baseline is of one project, and " + std::to_string(projects.size()) + " are named",
                  "name each in the onus.toml of its project: `baseline = \"FILE\"` below [lint]");
    return ExitStatus::Input;
  }
  for (const ProjectInput &project : projects) {
    auto compile = [&](llvm::ArrayRef<source::Overlay> overlays) {
      return lintInput(project, overlays, options, linting, caching);
    };
    compilations.push_back(flags.any() ? fixes.fix(project, compile) : compile({}));
    tellLeftOut(*compilations.back(), options, console);
    textOut |= flags.any() && project.text;
  }
  fixes.summarize();
  if (flags.only || flags.diff)
    return worse(reportErrors(compilations, options, console), fixes.status());
  ExitStatus status = report(compilations, options, textOut ? Channel::Err : Channel::Out, console);
  summarize(compilations, options, "nothing to report", console);
  tellSuppressed(compilations, options, console);
  return worse(status, fixes.status());
}

} // namespace

void addLint(CLI::App &app, Work &chosen) {
  Subcommand command = addSubcommand(app, "lint", "Check, and tell what compiles and is yet unwise");
  addPaths(command);
  addAsFilter(command);
  addOutputs(command);
  addCompiling(command);
  auto linting = addLinting(command);
  auto flags = addFixing(command);
  // A baseline is of what is there, not of what lies between two fixes.
  for (const char *baseline : {"--write-baseline", "--grow-baseline"})
    for (const char *fix : {"--fix", "--diff", "--fix-only"})
      command.app->get_option(baseline)->excludes(command.app->get_option(fix));
  auto caching = addCaching(command);
  onChosen(command, chosen, [options = command.options, linting, flags, caching](Console &console) {
    // Fixes and baselines need the program itself, not only what was found in it.
    const BaselineOptions &baseline = linting->baseline;
    caching->off |= flags->any() || baseline.write || baseline.grow || !baseline.file.empty();
    return lint(*options, *linting, *flags, *caching, console);
  });
}

} // namespace onus::driver
