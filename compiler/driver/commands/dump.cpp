// SPDX-License-Identifier: Apache-2.0
#include "driver/commands.h"
#include "driver/commands/dump_stage.h"
#include "driver/report.h"

#include "ir/print_module.h"
#include "lower/dump.h"
#include "source/paths.h"
#include "syntax/dump.h"

#include "llvm/Support/FileSystem.h"

namespace onus::driver {

std::string dumpOf(const Compilation &compilation, llvm::StringRef stage, llvm::StringRef only) {
  auto wanted = [&](source::FileId file) { return only.empty() || compilation.sources.path(file) == only; };
  std::string out;
  if (stage == "tokens") {
    for (source::FileId file : compilation.project.files)
      if (wanted(file))
        out += syntax::dumpTokens(compilation.sources, file);
  } else if (stage == "ast" && compilation.last >= Stage::Parse) {
    for (source::FileId file : compilation.project.files)
      for (const syntax::File *tree : compilation.files)
        if (tree->id == file && wanted(file))
          out += syntax::dumpAst(compilation.sources, *tree);
  } else if (stage == "symbols" && compilation.names) {
    out = lower::dumpSymbols(*compilation.names, compilation.sources);
  } else if (stage == "types" && compilation.program) {
    out = lower::dumpTypes(*compilation.program);
  } else if (stage == "ir" && compilation.module) {
    out = ir::printModule(*compilation.module);
  }
  return out;
}

namespace {

struct DumpOptions {
  std::shared_ptr<Options> common;
  std::string stage;
};

ExitStatus dump(const DumpOptions &options, Console &console) {
  Stage needed = options.stage == "tokens"    ? Stage::Load
                 : options.stage == "ast"     ? Stage::Parse
                 : options.stage == "symbols" ? Stage::Resolve
                 : options.stage == "types"   ? Stage::Check
                                              : Stage::Lower;
  Compilations compilations = compilePaths(*options.common, needed, console);
  ExitStatus status = report(compilations, *options.common, Channel::Err, console);
  const auto &paths = options.common->paths;
  bool oneFile = paths.size() == 1 && !llvm::sys::fs::is_directory(paths.front());
  for (const auto &compilation : compilations)
    console.out(dumpOf(*compilation, options.stage, oneFile ? source::shownPath(paths.front()) : ""));
  return status;
}

} // namespace

void addDump(CLI::App &app, Work &chosen) {
  Subcommand command = addSubcommand(app, "dump", "What a stage of the compiler made of a project");
  auto options = std::make_shared<DumpOptions>();
  options->common = command.options;
  command.app->add_option("STAGE", options->stage, "tokens, ast, symbols, types or ir")
      ->required()
      ->type_name("")
      ->check(isOneOf({"tokens", "ast", "symbols", "types", "ir"}));
  addPaths(command);
  addCompiling(command);
  onChosen(command, chosen, [options](Console &console) { return dump(*options, console); });
}

} // namespace onus::driver
