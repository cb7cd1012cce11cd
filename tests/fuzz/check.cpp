// SPDX-License-Identifier: Apache-2.0
#include "base/time.h"
#include "diagnostics/render/formats.h"
#include "driver/pipeline.h"
#include "driver/rule_info.h"
#include "ir/json_reader.h"
#include "ir/json_writer.h"
#include "support/split_files.h"
#include "trial/policy_test.h"

#include <cstdio>
#include <cstdlib>

/// The compiler from a text to the policy IR and back. Whatever the text, there are diagnostics that can be shown or a
/// module whose JSON form reads back as the same module, and whose tests can be played.

namespace {

using namespace onus;

[[noreturn]] void fail(const char *what, const std::string &detail) {
  std::fprintf(stderr, "%s: %s\n", what, detail.c_str());
  std::abort();
}

void checkRoundTrip(const ir::Module &module) {
  std::string written = ir::writeModule(module);
  auto read = ir::readModule(written);
  if (const auto *error = std::get_if<ir::ReadError>(&read))
    fail("a module does not read back", error->message + " at " + error->path + " in " + written);
  std::string again = ir::writeModule(std::get<ir::Module>(read));
  if (again != written)
    fail("a module reads back as another", written + "\n" + again);
}

void showDiagnostics(driver::Compilation &compilation) {
  compilation.reporter.sort();
  diagnostics::render::Report report;
  report.add(compilation.reporter, compilation.sources, "onus.toml", driver::describe);
  for (const diagnostics::render::FormatInfo &format : diagnostics::render::allFormats())
    format.render(report, {.colour = true});
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  tests::Files files = tests::splitFiles(llvm::StringRef(reinterpret_cast<const char *>(data), size));
  tests::Files sources;
  for (const auto &file : files)
    if (llvm::StringRef(file.first).endswith(".onus"))
      sources.push_back(file);

  auto compilation = driver::load(sources, std::make_unique<tests::MemoryReader>(files));
  driver::PipelineOptions options;
  options.check.asOf = *parseDay("2026-11-22");
  driver::compile(*compilation, driver::Stage::Lower, options);
  showDiagnostics(*compilation);
  if (!compilation->module && !compilation->reporter.hasErrors())
    fail("neither an error nor a module", "");
  // Nothing is built of a program without systems.
  if (!compilation->module || compilation->module->systems.empty())
    return 0;
  checkRoundTrip(*compilation->module);
  trial::runTests(*compilation->program, *compilation->module, {options.check.asOf, {}});
  return 0;
}
