// SPDX-License-Identifier: Apache-2.0
#include "driver/commands/commands.h"
#include "driver/report.h"

#include "backends/backend.h"
#include "diagnostics/render/text.h"

#include "llvm/ADT/STLExtras.h"

namespace onus::driver {

namespace {

struct BuildOptions {
  std::shared_ptr<Options> common;
  std::string target = "json";
  std::string system;
  std::string out;
  std::string report;
};

/// The system that a name means: its qualified name, or its last part where only one system ends so.
std::optional<std::string> findSystem(const check::Program &program, llvm::StringRef wanted, Console &console) {
  std::vector<std::string> matches, all;
  for (const check::System &system : program.systems) {
    if (system.symbol->package->foreign)
      continue;
    const std::string &name = system.symbol->name;
    all.push_back(name);
    if (name == wanted)
      return name;
    if (llvm::StringRef(name).endswith("." + wanted.str()))
      matches.push_back(name);
  }
  if (matches.size() == 1)
    return matches.front();
  std::string list;
  for (const std::string &name : matches.empty() ? all : matches)
    list += (list.empty() ? "`" : ", `") + name + "`";
  console.error((matches.empty() ? "there is no system `" : "there are several systems `") + wanted.str() + "`",
                list.empty() ? "the project declares none" : (matches.empty() ? "the project has " : "write ") + list);
  return std::nullopt;
}

/// Checks first without lowering, so that `--system` is looked up among systems that are known to be sound.
std::unique_ptr<Compilation> compileOne(const BuildOptions &options, Console &console, ExitStatus &status) {
  Compilations compilations = compilePaths(*options.common, Stage::Check, console);
  if (compilations.size() > 1) {
    console.error("an artifact is made of one project, and these are " + std::to_string(compilations.size()));
    status = ExitStatus::Input;
    return nullptr;
  }
  status = report(compilations, *options.common, Channel::Err, console);
  summarize(compilations, *options.common, "", console);
  return status == ExitStatus::Clean && !compilations.empty() ? std::move(compilations.front()) : nullptr;
}

void tellFidelity(const backends::Artifact &artifact, const Options &options, Console &console) {
  size_t exact = 0;
  for (const backends::Fidelity &item : artifact.fidelity) {
    exact += item.exact();
    if (!item.exact())
      console.warning(item.span.file + ":" + std::to_string(item.span.line) + ":" + std::to_string(item.span.column) +
                      ": guardrail `" + item.guardrail + "` of `" + item.system + "` is refused: " + item.refused);
  }
  if (!options.quiet)
    console.err(std::to_string(artifact.fidelity.size()) + " guardrails: " + std::to_string(exact) + " exact, " +
                std::to_string(artifact.fidelity.size() - exact) + " refused\n");
}

bool writeTo(const std::string &path, llvm::StringRef bytes, Console &console) {
  if (path.empty() || path == "-") {
    console.out(bytes);
    return true;
  }
  std::string problem = writeFileAtomically(path, bytes);
  if (!problem.empty())
    console.error(path + ": could not be written: " + problem);
  return problem.empty();
}

ExitStatus build(const BuildOptions &options, Console &console) {
  auto target = backends::findTarget(options.target);
  if (!target) {
    console.error("there is no target `" + options.target + "`", "`onus list targets` shows them all");
    return ExitStatus::Input;
  }
  ExitStatus status = ExitStatus::Clean;
  auto compilation = compileOne(options, console, status);
  if (!compilation)
    return status;
  std::string system;
  if (!options.system.empty()) {
    auto found = findSystem(*compilation->program, options.system, console);
    if (!found)
      return ExitStatus::Input;
    system = *found;
  }
  lowerChecked(*compilation, system);
  if (compilation->module->systems.empty()) {
    console.error("the project declares no system: there is nothing to build",
                  "a `system` names what enforces the guardrails");
    return ExitStatus::Input;
  }
  backends::Artifact artifact = backends::emit(*target, *compilation->module, &compilation->sources);
  if (!artifact.problem.empty()) {
    console.error("there is no artifact: " + artifact.problem);
    return ExitStatus::Input;
  }
  tellFidelity(artifact, *options.common, console);
  if (!options.report.empty() &&
      !writeTo(options.report, backends::fidelityReport(*target, *compilation->module, artifact), console))
    return ExitStatus::Input;
  return writeTo(options.out, artifact.bytes, console) ? ExitStatus::Clean : ExitStatus::Input;
}

} // namespace

void addBuild(CLI::App &app, Work &chosen) {
  Subcommand command = addSubcommand(app, "build", "Make an artifact that an engine can enforce");
  addPaths(command);
  addFormat(command);
  addCompiling(command);
  auto options = std::make_shared<BuildOptions>();
  options->common = command.options;
  command.app->add_option("--target", options->target, "What to make; see `onus list targets` (json)")
      ->type_name("TARGET");
  command.app->add_option("--system", options->system, "The one system to build; without it, all of them")
      ->type_name("NAME");
  command.app->add_option("-o,--out", options->out, "The file to write; `-` is standard output (-)")->type_name("FILE");
  command.app->add_option("--report", options->report, "Where to write the fidelity report as JSON")->type_name("FILE");
  onChosen(command, chosen, [options](Console &console) { return build(*options, console); });
}

} // namespace onus::driver
