// SPDX-License-Identifier: Apache-2.0
#include "driver/commands.h"
#include "driver/commands/dump_stage.h"
#include "driver/report.h"

#include "ir/print_module.h"
#include "lower/dump.h"
#include "syntax/lexer.h"

namespace onus::driver {

namespace {

/// `3:5-3:14 Guardrail guardrail`, a line for each word.
std::string dumpTokens(const source::SourceManager &sources, source::FileId file) {
  std::string out;
  for (const syntax::Token &token : syntax::lex(sources.text(file)).words) {
    source::Position begin = sources.position(file, token.begin), end = sources.position(file, token.end);
    out += fmt::format("{}:{}-{}:{} {} {}\n", begin.line, begin.column, end.line, end.column,
                       syntax::nameOf(token.kind), sources.text(file).slice(token.begin, token.end));
  }
  return out;
}

} // namespace

std::string dumpOf(const Compilation &compilation, llvm::StringRef stage) {
  std::string out;
  if (stage == "tokens") {
    for (source::FileId file : compilation.project.files)
      out += dumpTokens(compilation.sources, file);
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
                 : options.stage == "symbols" ? Stage::Resolve
                 : options.stage == "types"   ? Stage::Check
                                              : Stage::Lower;
  Compilations compilations = compilePaths(*options.common, needed, console);
  ExitStatus status = report(compilations, *options.common, Channel::Err, console);
  for (const auto &compilation : compilations)
    console.out(dumpOf(*compilation, options.stage));
  return status;
}

} // namespace

void addDump(CLI::App &app, Work &chosen) {
  Subcommand command = addSubcommand(app, "dump", "What a stage of the compiler made of a project");
  auto options = std::make_shared<DumpOptions>();
  options->common = command.options;
  command.app->add_option("STAGE", options->stage, "tokens, symbols, types or ir")
      ->required()
      ->type_name("")
      ->check(CLI::IsMember({"tokens", "symbols", "types", "ir"}).description(""));
  addPaths(command);
  addCompiling(command);
  onChosen(command, chosen, [options](Console &console) { return dump(*options, console); });
}

} // namespace onus::driver
