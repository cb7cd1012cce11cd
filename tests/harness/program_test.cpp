// SPDX-License-Identifier: Apache-2.0
#include "harness/program_test.h"

#include "driver/pipeline.h"
#include "evaluate/engine.h"
#include "harness/test_source.h"
#include "harness/transcript.h"
#include "ir/json_reader.h"
#include "ir/json_writer.h"
#include "trial/bytecode.h"

#include "llvm/ADT/STLExtras.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace onus::harness {

namespace fs = std::filesystem;

namespace {

std::string readText(const fs::path &path) {
  std::ifstream in(path, std::ios::binary);
  std::stringstream text;
  text << in.rdbuf();
  return text.str();
}

std::vector<std::string> readLines(const fs::path &path) {
  std::vector<std::string> lines;
  std::stringstream text(readText(path));
  for (std::string line; std::getline(text, line);)
    if (!line.empty())
      lines.push_back(line);
  return lines;
}

/// Where `actual` is not what `expected` asks, from `path` on; empty where it is.
std::string mismatch(const json::Value &expected, const json::Value *actual, const std::string &path) {
  std::string found = actual ? json::write(*actual) : "nothing";
  std::string differs = path + ": expected " + json::write(expected) + ", got " + found + "\n";
  if (expected.isNull())
    return actual && !actual->isNull() ? differs : "";
  if (!actual)
    return differs;
  if (const json::Object *members = expected.asObject()) {
    std::string all;
    for (const json::Member &member : *members)
      all += mismatch(member.second, actual->get(member.first), path + "." + member.first);
    return all;
  }
  const json::Array *items = expected.asArray();
  if (!items)
    return json::writeCanonical(expected) == json::writeCanonical(*actual) ? "" : differs;
  const json::Array *others = actual->asArray();
  if (!others || others->size() != items->size())
    return differs;
  std::string all;
  for (size_t place = 0; place < items->size(); ++place)
    all += mismatch((*items)[place], &(*others)[place], path + "[" + std::to_string(place) + "]");
  return all;
}

class Program {
public:
  /// Writes a transcript into the folder `transcripts` unless that is empty.
  Program(const fs::path &folder, const std::string &transcripts)
      : folder_(folder), transcript_(transcripts, folder.filename().string()) {}

  std::string run() {
    settings();
    begin(folder_, false);
    std::vector<std::string> expected = readLines(folder_ / "expected.jsonl");
    size_t next = 0;
    for (const std::string &line : readLines(folder_ / "events.jsonl")) {
      if (!failure_.empty())
        return failure_;
      if (line.rfind("//!", 0) == 0) {
        directive(line.substr(3));
        continue;
      }
      if (line.rfind("//", 0) == 0)
        continue;
      if (next == expected.size())
        return "there are more events than expectations\n";
      check(line, expected[next++]);
    }
    if (next != expected.size())
      return "there are more expectations than events\n";
    return failure_;
  }

private:
  void settings() {
    if (!fs::exists(folder_ / "settings.json"))
      return;
    auto parsed = json::parse(readText(folder_ / "settings.json"));
    auto *value = std::get_if<json::Value>(&parsed);
    if (!value) {
      failure_ = "settings.json is no JSON\n";
      return;
    }
    options_.system = value->string("system").str();
    if (const json::Value *key = value->get("key"))
      options_.key = {key->string("id").str(), key->string("secret").str()};
    auto limit = [&](llvm::StringRef name, size_t &into) {
      const json::Value *member = value->get(name);
      if (auto number = member && member->asNumber() ? parseInt(member->asNumber()->text) : std::nullopt)
        into = static_cast<size_t>(*number);
    };
    limit("max_event_bytes", options_.limits.maxEventBytes);
    limit("open_asks", options_.limits.openAsks);
    limit("sessions", options_.limits.sessions);
    limit("remembered_ids", options_.limits.rememberedIds);
  }

  /// Compiles the policy of a folder and makes an engine of what its artifact reads back as.
  void begin(const fs::path &folder, bool keep) {
    std::vector<std::pair<std::string, std::string>> texts;
    texts.emplace_back("prelude.onus", readText(folder_.parent_path() / "prelude.onus"));
    std::vector<fs::path> paths;
    for (const auto &entry : fs::directory_iterator(folder))
      if (entry.path().extension() == ".onus")
        paths.push_back(entry.path());
    std::sort(paths.begin(), paths.end());
    for (const fs::path &path : paths)
      texts.emplace_back(path.filename().string(), readText(path));
    auto compilation = driver::load(texts, std::make_unique<MemoryReader>(std::map<std::string, std::string>{}));
    driver::PipelineOptions pipeline;
    pipeline.check.asOf = *parseDay("2026-11-22");
    driver::compile(*compilation, driver::Stage::Lower, pipeline);
    if (!compilation->module) {
      for (const auto &diagnostic : compilation->reporter.all())
        if (diagnostic->severity == diagnostics::Severity::Error)
          failure_ += source::describe(compilation->sources, diagnostic->range) + ": " + diagnostic->message + "\n";
      failure_ += "the policy does not compile\n";
      return;
    }
    std::string artifact = ir::writeModule(*compilation->module);
    transcript_.begin(*compilation->module, readText(folder_ / "settings.json"), stop_, keep);
    beginRuntime(*compilation->module);
    auto module = ir::readModule(artifact);
    if (auto *error = std::get_if<ir::ReadError>(&module)) {
      failure_ = "the artifact does not read back: " + error->path + ": " + error->message + "\n";
      return;
    }
    engine_.reset();
    module_ = std::move(std::get<ir::Module>(module));
    engine_ = std::make_unique<evaluate::Engine>(module_, options_);
  }

  /// An engine of the runtime with the same settings.
  void beginRuntime(const ir::Module &module) {
    runtime_.reset();
    bytecode_ = std::make_unique<trial::Bytecode>(module);
    if (!bytecode_->bundle()) {
      failure_ += "there is no bytecode: " + bytecode_->problem() + "\n";
      return;
    }
    auto text = [](const std::string &from) { return rt::Text(from.data(), from.size()); };
    rt::EngineSettings settings;
    settings.system = text(options_.system);
    settings.key = {text(options_.key.id), text(options_.key.secret)};
    settings.stop = text(stop_);
    settings.limits.maxEventBytes = options_.limits.maxEventBytes;
    settings.limits.rememberedIds = options_.limits.rememberedIds;
    settings.limits.openAsks = options_.limits.openAsks;
    settings.limits.sessions = options_.limits.sessions;
    runtime_ = std::make_unique<trial::BytecodeEngine>(*bytecode_->bundle(), settings);
    if (!runtime_->problem().empty())
      failure_ += "the runtime: " + runtime_->problem().str() + "\n";
  }

  void directive(llvm::StringRef line) {
    auto [word, rest] = line.trim().split(' ');
    std::string state = engine_->saveState();
    std::string runtimeState = runtime_->saveState();
    if (word == "stop") {
      auto stop = evaluate::StopList::parse(rest);
      if (auto *problem = std::get_if<std::string>(&stop))
        failure_ = "the stop list: " + *problem + "\n";
      else
        options_.stop = std::get<evaluate::StopList>(std::move(stop));
      stop_ = rest.str();
    } else if (word != "restart" && word != "forget") {
      failure_ = "no such directive: " + word.str() + "\n";
    }
    begin(word == "restart" && !rest.empty() ? folder_.parent_path() / rest.trim().str() : folder_, word != "forget");
    if (word == "forget" || !failure_.empty())
      return;
    if (auto problem = runtime_->loadState(runtimeState))
      failure_ += "the state of the runtime: " + *problem + "\n";
    else if (word == "restart" && rest.empty() && runtime_->saveState() != runtimeState)
      failure_ += "the state of the runtime does not survive a restart\n";
    if (auto problem = engine_->loadState(state))
      failure_ += "the state " + *problem + "\n";
    else if (word == "restart" && rest.empty() && engine_->saveState() != state)
      failure_ += "the state does not survive a restart\n";
  }

  void check(std::string line, const std::string &wanted) {
    auto event = json::parse(line);
    auto *value = std::get_if<json::Value>(&event);
    std::string id = value ? value->string("id").str() : std::string();
    const std::string placeholder = "$action_digest";
    for (size_t at = line.find(placeholder); at != std::string::npos; at = line.find(placeholder))
      line.replace(at, placeholder.size(), digests_[id]);
    evaluate::Decision decision = engine_->judge(line);
    std::string record = decision.record;
    transcript_.decided(line, record);
    if (std::string other = runtime_->decide(line); other != record)
      failure_ += "event " + id + "\n  plain:    " + record + "\n  bytecode: " + other + "\n";
    if (decision.system && decision.steps() > decision.system->worstCost)
      failure_ += "event " + id + " took " + std::to_string(decision.steps()) + " steps of " +
                  std::to_string(decision.system->worstCost) + "\n";
    auto parsed = json::parse(record);
    auto expected = json::parse(wanted);
    if (!std::holds_alternative<json::Value>(parsed) || !std::holds_alternative<json::Value>(expected)) {
      failure_ += "no JSON: " + record + "\nor: " + wanted + "\n";
      return;
    }
    const json::Value &got = std::get<json::Value>(parsed);
    digests_[id] = got.string("action_digest").str();
    std::string differs = mismatch(std::get<json::Value>(expected), &got, "$");
    if (!differs.empty())
      failure_ += "event " + id + "\n" + differs + "  in " + record + "\n";
  }

  fs::path folder_;
  evaluate::EngineOptions options_;
  ir::Module module_; ///< as it reads back from the artifact
  std::unique_ptr<evaluate::Engine> engine_;
  std::unique_ptr<trial::Bytecode> bytecode_;
  std::unique_ptr<trial::BytecodeEngine> runtime_;
  std::map<std::string, std::string> digests_; ///< by event id
  std::string stop_;                           ///< the stop list as JSON
  Transcript transcript_;
  std::string failure_;
};

} // namespace

std::vector<ProgramOutcome> runPrograms(const std::string &folder, const std::string &filter,
                                        const std::string &transcripts) {
  std::vector<fs::path> folders;
  for (const auto &entry : fs::directory_iterator(folder))
    if (fs::exists(entry.path() / "events.jsonl") && entry.path().filename().string().find(filter) != std::string::npos)
      folders.push_back(entry.path());
  std::sort(folders.begin(), folders.end());
  std::vector<ProgramOutcome> outcomes;
  for (const fs::path &each : folders) {
    std::string name = each.filename().string();
    outcomes.push_back({name, Program(each, transcripts).run()});
  }
  return outcomes;
}

} // namespace onus::harness
