// SPDX-License-Identifier: Apache-2.0
#include "driver/pipeline.h"
#include "evaluate/engine.h"
#include "support/split_files.h"

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

/// Lines of anything to an engine with the policies of the program tests: each gives one record, a denial where it is
/// no event, and the state can be saved and taken up again.

namespace {

using namespace onus;

[[noreturn]] void fail(const char *what, const std::string &detail) {
  std::fprintf(stderr, "%s: %s\n", what, detail.c_str());
  std::abort();
}

std::string readText(const std::filesystem::path &path) {
  std::ifstream in(path, std::ios::binary);
  std::stringstream text;
  text << in.rdbuf();
  return text.str();
}

/// All policies in one artifact; a folder that varies another one has the suffix `_changed`.
ir::Module makeModule() {
  std::filesystem::path root = std::filesystem::path(ONUS_SOURCE_DIR) / "tests/programs";
  tests::Files texts = {{"prelude.onus", readText(root / "prelude.onus")}};
  for (const auto &entry : std::filesystem::directory_iterator(root)) {
    std::string name = entry.path().filename().string();
    if (entry.is_directory() && !llvm::StringRef(name).endswith("_changed"))
      texts.emplace_back(name + ".onus", readText(entry.path() / "policy.onus"));
  }
  auto compilation = driver::load(texts, std::make_unique<tests::MemoryReader>(tests::Files{}));
  driver::PipelineOptions options;
  options.check.asOf = *parseDay("2026-11-22");
  driver::compile(*compilation, driver::Stage::Lower, options);
  if (!compilation->module)
    fail("the policies do not compile", compilation->reporter.all().front()->message);
  return *compilation->module;
}

void checkRecord(const std::string &record, llvm::StringRef line) {
  auto parsed = json::parse(record);
  auto *value = std::get_if<json::Value>(&parsed);
  bool isRecord = value && !value->string("decision").empty() && value->get("fired") && value->get("bundle");
  if (!isRecord || llvm::StringRef(record).contains('\n'))
    fail("no record", line.str() + "\n" + record);
  if (!std::holds_alternative<json::Value>(json::parse(line)) && value->string("decision") != "deny")
    fail("what is no JSON was not denied", line.str() + "\n" + record);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  static const ir::Module module = makeModule();
  evaluate::EngineOptions options;
  options.key = {"k1", "0123456789abcdef"};
  evaluate::Engine engine(module, options);
  llvm::StringRef text(reinterpret_cast<const char *>(data), size);
  while (!text.empty()) {
    auto [line, rest] = text.split('\n');
    checkRecord(engine.decide(line), line);
    text = rest;
  }
  std::string state = engine.saveState();
  evaluate::Engine next(module, options);
  if (auto problem = next.loadState(state))
    fail("the state is not taken up", *problem);
  if (next.saveState() != state)
    fail("the state changes when it is taken up", state);
  return 0;
}
