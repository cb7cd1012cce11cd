// SPDX-License-Identifier: Apache-2.0
#include "driver/commands/commands.h"
#include "driver/commands/dump_stage.h"
#include "driver/report.h"

#include "backends/backend.h"
#include "backends/bytecode/listing.h"
#include "ir/print_module.h"
#include "lower/dump.h"
#include "runtime/verify/verify.h"
#include "source/paths.h"
#include "source/read_file.h"
#include "syntax/dump.h"

#include "llvm/Support/FileSystem.h"

#include <cstring>

namespace onus::driver {

namespace {

/// The listing of a bundle, or nothing after saying why the bytes are none.
std::optional<std::string> listBundle(llvm::StringRef bytes, std::string &problem) {
  std::vector<uint64_t> aligned((bytes.size() + 7) / 8);
  std::memcpy(aligned.data(), bytes.data(), bytes.size());
  rt::Bundle bundle;
  rt::BundleProblem found;
  if (rt::verify(aligned.data(), bytes.size(), bundle, found))
    return backends::bytecode::list(bundle);
  problem = std::string(found.message) + " (at byte " + std::to_string(found.offset) + ")";
  return std::nullopt;
}

std::string bytecodeOf(const Compilation &compilation) {
  backends::Artifact artifact = backends::emit(backends::Target::Bytecode, *compilation.module, &compilation.sources);
  std::string problem = artifact.problem;
  auto listed = problem.empty() ? listBundle(artifact.bytes, problem) : std::nullopt;
  return listed ? *listed : "there is no bundle: " + problem + "\n";
}

} // namespace

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
  } else if (stage == "bytecode" && compilation.module) {
    out = bytecodeOf(compilation);
  }
  return out;
}

namespace {

struct DumpOptions {
  std::shared_ptr<Options> common;
  std::string stage;
};

constexpr llvm::StringLiteral bundleSuffix = ".onusb";
constexpr size_t largestBundle = 256u << 20;

ExitStatus dumpBundle(const std::string &path, Console &console) {
  auto bytes = source::readFile(path, largestBundle);
  if (auto *error = std::get_if<source::ReadError>(&bytes)) {
    console.error(path + ": " + error->message);
    return ExitStatus::Input;
  }
  std::string problem;
  auto listed = listBundle(std::get<std::string>(bytes), problem);
  if (!listed) {
    console.error(path + ": this is no sound bundle: " + problem, "`onus build --target bytecode` makes one");
    return ExitStatus::Input;
  }
  console.out(*listed);
  return ExitStatus::Clean;
}

ExitStatus dump(const DumpOptions &options, Console &console) {
  const auto &given = options.common->paths;
  if (options.stage == "bytecode" && given.size() == 1 && llvm::StringRef(given.front()).endswith(bundleSuffix))
    return dumpBundle(given.front(), console);
  Stage needed = options.stage == "tokens"    ? Stage::Load
                 : options.stage == "ast"     ? Stage::Parse
                 : options.stage == "symbols" ? Stage::Resolve
                 : options.stage == "types"   ? Stage::Check
                                              : Stage::Lower;
  Compilations compilations = compilePaths(*options.common, needed, console);
  ExitStatus status = report(compilations, *options.common, Channel::Err, console);
  const auto &paths = options.common->paths;
  llvm::StringRef path = paths.size() == 1 ? llvm::StringRef(paths.front()) : "";
  path = path == "-" ? standardInputName(*options.common) : path;
  bool oneFile = !path.empty() && !llvm::sys::fs::is_directory(path);
  for (const auto &compilation : compilations)
    console.out(dumpOf(*compilation, options.stage, oneFile ? source::shownPath(path) : ""));
  return status;
}

} // namespace

void addDump(CLI::App &app, Work &chosen) {
  Subcommand command = addSubcommand(app, "dump", "What a stage of the compiler made of a project");
  auto options = std::make_shared<DumpOptions>();
  options->common = command.options;
  command.app
      ->add_option("STAGE", options->stage,
                   "tokens, ast, symbols, types, ir or bytecode (which also lists a .onusb file)")
      ->required()
      ->type_name("")
      ->check(isOneOf({"tokens", "ast", "symbols", "types", "ir", "bytecode"}));
  addPaths(command);
  addCompiling(command);
  onChosen(command, chosen, [options](Console &console) { return dump(*options, console); });
}

} // namespace onus::driver
