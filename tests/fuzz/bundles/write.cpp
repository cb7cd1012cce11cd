// SPDX-License-Identifier: Apache-2.0
#include "backends/bytecode/bytecode.h"
#include "driver/pipeline.h"
#include "support/split_files.h"
#include "unit/runtime/every_operation.h"

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <sstream>

/// usage: fuzz_bundles FOLDER
/// Writes NAME.onusb and NAME.jsonl, a program's bundle and the events that are decided with it, for the examples, the
/// program tests and a program that uses every operation: what the fuzz target `bundle` begins with.

namespace {

using namespace onus;
namespace fs = std::filesystem;

std::string readText(const fs::path &path) {
  std::ifstream in(path, std::ios::binary);
  std::stringstream text;
  text << in.rdbuf();
  return text.str();
}

bool write(const fs::path &folder, const std::string &name, std::unique_ptr<driver::Compilation> compilation,
           const std::string &events) {
  driver::PipelineOptions options;
  options.check.asOf = *parseDay("2026-11-22");
  driver::compile(*compilation, driver::Stage::Lower, options);
  if (!compilation->module) {
    std::fprintf(stderr, "%s does not compile: %s\n", name.c_str(),
                 compilation->reporter.all().front()->message.c_str());
    return false;
  }
  backends::Artifact artifact = backends::emitBytecode(*compilation->module, &compilation->sources);
  if (!artifact.problem.empty()) {
    std::fprintf(stderr, "%s is no bundle: %s\n", name.c_str(), artifact.problem.c_str());
    return false;
  }
  std::ofstream(folder / (name + ".onusb"), std::ios::binary) << artifact.bytes;
  std::ofstream(folder / (name + ".jsonl"), std::ios::binary) << events;
  return true;
}

std::unique_ptr<driver::Compilation> load(const tests::Files &files) {
  return driver::load(files, std::make_unique<tests::MemoryReader>(files));
}

} // namespace

int main(int count, char **arguments) {
  if (count != 2)
    return 2;
  fs::path folder = arguments[1], root = ONUS_SOURCE_DIR;
  fs::create_directories(folder);
  bool all = true;
  for (const auto &entry : fs::directory_iterator(root / "examples"))
    if (entry.is_directory())
      all &= write(folder, entry.path().filename().string(), driver::load(entry.path().string()),
                   readText(entry.path() / "events.jsonl"));
  std::string prelude = readText(root / "tests/programs/prelude.onus");
  for (const auto &entry : fs::directory_iterator(root / "tests/programs"))
    if (entry.is_directory())
      all &= write(folder, entry.path().filename().string(),
                   load({{"prelude.onus", prelude}, {"policy.onus", readText(entry.path() / "policy.onus")}}),
                   readText(entry.path() / "events.jsonl"));
  all &= write(folder, "every_operation", load(tests::splitFiles(tests::everyOperation)),
               readText(root / "tests/fuzz/bundles/every_operation.jsonl"));
  return all ? 0 : 1;
}
