// SPDX-License-Identifier: Apache-2.0
#include "harness/transcript.h"

#include "backends/backend.h"
#include "base/json.h"
#include "driver/pipeline.h"
#include "ir/json_writer.h"
#include "trial/policy_test.h"

#include <filesystem>

namespace onus::harness {

Transcript::Transcript(const std::string &folder, const std::string &name) : folder_(folder), name_(name) {
  if (!folder.empty())
    out_ = std::make_unique<std::ofstream>(folder + "/" + name + ".jsonl", std::ios::binary);
}

void Transcript::begin(const ir::Module &module, const std::string &settings, const std::string &stop, bool keep) {
  if (!out_)
    return;
  std::string bundle = name_ + "." + std::to_string(++bundles_) + ".onusb";
  std::ofstream(folder_ + "/" + bundle, std::ios::binary) << backends::emit(backends::Target::Bytecode, module).bytes;
  auto object = [](llvm::StringRef text) { return text.trim().empty() ? std::string("{}") : text.trim().str(); };
  *out_ << "{\"begin\":" << llvm::StringRef(ir::writeModule(module)).trim().str()
        << ",\"bundle\":" << json::write(json::Value(bundle)) << ",\"settings\":" << object(settings)
        << ",\"stop\":" << object(stop) << ",\"keep\":" << (keep ? "true" : "false") << "}\n";
}

void Transcript::decided(const std::string &event, const std::string &record, bool skipArguments) {
  if (out_)
    *out_ << "{\"event\":" << json::write(json::Value(event)) << ",\"record\":" << record
          << (skipArguments ? ",\"skip_arguments\":true" : "") << "}\n";
}

std::string writeTranscripts(const std::string &project, const std::string &folder) {
  driver::PipelineOptions options;
  options.check.asOf = *parseDay("2026-11-22");
  auto compilation = driver::load(project);
  driver::compile(*compilation, driver::Stage::Lower, options);
  if (!compilation->module)
    return project + " does not compile\n";
  std::string name = std::filesystem::path(project).lexically_normal().filename().string();
  size_t number = 0;
  for (const trial::TestResult &result :
       trial::runTests(*compilation->program, *compilation->module, {options.check.asOf, {}})) {
    Transcript transcript(folder, name + "." + std::to_string(++number));
    transcript.begin(*compilation->module, "", "", false);
    for (size_t place = 0; place < result.events.size(); ++place)
      transcript.decided(result.events[place].line, result.records[place], result.events[place].standalone);
  }
  return number ? "" : project + " has no tests\n";
}

} // namespace onus::harness
