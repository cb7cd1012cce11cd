// SPDX-License-Identifier: Apache-2.0
#include "mutation/scenes.h"
#include "mutation/mutants.h"

#include "base/decimal.h"
#include "base/json.h"
#include "trial/policy_test.h"

#include <algorithm>
#include <filesystem>
#include <fmt/format.h>
#include <map>
#include <set>
#include <sstream>

namespace onus::tests {
namespace {

namespace fs = std::filesystem;
using Pool = std::map<std::string, std::set<std::string>>; ///< strings by the member that held them

/// No event has more; it bounds the time of a run, and the same ones are taken each time.
constexpr size_t maxVariants = 24;

void gather(const json::Value &value, const std::string &member, Pool &pool) {
  if (const std::string *text = value.asString())
    pool[member].insert(*text);
  if (const json::Array *items = value.asArray())
    for (const json::Value &item : *items)
      gather(item, member, pool);
  if (const json::Object *members = value.asObject())
    for (const auto &[name, each] : *members)
      gather(each, name, pool);
}

std::vector<json::Value> scalarsNear(const json::Value &value, const std::string &member, const Pool &pool) {
  std::vector<json::Value> near;
  if (const bool *flag = value.asBool())
    near.push_back(!*flag);
  if (const json::Number *number = value.asNumber())
    if (auto decimal = Decimal::parse(number->text)) {
      bool whole = number->text.find('.') == std::string::npos;
      for (int64_t by : {-10'000, 10'000, -100, 100})
        if (!whole || by % 10'000 == 0)
          near.push_back(json::Number{Decimal{decimal->scaled + by}.text()});
      near.push_back(json::Number{"0"});
      near.push_back(json::Number{"1000000"});
    }
  if (const std::string *text = value.asString()) {
    if (auto known = pool.find(member); known != pool.end())
      for (const std::string &other : known->second)
        if (other != *text)
          near.push_back(other);
    near.push_back(*text + "x");
    near.push_back("");
  }
  return near;
}

/// Copies of a value with one thing changed below it.
std::vector<json::Value> variantsOf(const json::Value &value, const std::string &member, const Pool &pool) {
  std::vector<json::Value> out = scalarsNear(value, member, pool);
  if (const json::Object *members = value.asObject())
    for (size_t i = 0; i < members->size(); ++i) {
      for (json::Value &changed : variantsOf((*members)[i].second, (*members)[i].first, pool)) {
        json::Object copy = *members;
        copy[i].second = std::move(changed);
        out.emplace_back(std::move(copy));
      }
      json::Object without = *members;
      without.erase(without.begin() + static_cast<std::ptrdiff_t>(i));
      out.emplace_back(std::move(without));
    }
  if (const json::Array *items = value.asArray()) {
    for (size_t i = 0; i < items->size(); ++i)
      for (json::Value &changed : variantsOf((*items)[i], member, pool)) {
        json::Array copy = *items;
        copy[i] = std::move(changed);
        out.emplace_back(std::move(copy));
      }
    out.emplace_back(json::Array{});
  }
  return out;
}

/// What an engine sets itself stays as it is, but for the time and the person behind the agent.
bool varies(const std::string &member) {
  static const std::set<std::string> fixed = {"id", "event", "system", "tool", "session", "time"};
  return !fixed.count(member);
}

void addVariants(SceneEvent &event, const Pool &pool) {
  auto parsed = json::parse(event.line);
  const json::Value *value = std::get_if<json::Value>(&parsed);
  if (!value || !value->asObject())
    return;
  std::vector<std::string> all;
  const json::Object &members = *value->asObject();
  for (size_t i = 0; i < members.size(); ++i) {
    json::Object copy = members;
    if (members[i].first == "time")
      if (auto time = parseInstant(members[i].second.asString() ? *members[i].second.asString() : "")) {
        constexpr Millis day = 86'400'000;
        for (int64_t days : {100, 500, 2000}) {
          copy[i].second = formatInstant(*time + days * day);
          event.variants.push_back(json::write(copy));
        }
      }
    if (!varies(members[i].first))
      continue;
    for (json::Value &changed : variantsOf(members[i].second, members[i].first, pool)) {
      copy[i].second = std::move(changed);
      all.push_back(json::write(copy));
    }
  }
  for (size_t i = 0; i < std::min(all.size(), maxVariants); ++i)
    event.variants.push_back(all[i * all.size() / std::min(all.size(), maxVariants)]);
}

std::vector<Scene> eventFiles(const std::string &directory) {
  std::vector<Scene> scenes;
  for (const auto &entry : fs::recursive_directory_iterator(directory))
    if (entry.path().extension() == ".jsonl") {
      Scene scene{fs::relative(entry.path(), directory).string(), {}};
      std::istringstream lines(readWhole(entry.path().string()));
      for (std::string line; std::getline(lines, line);)
        scene.events.push_back({line, false, {}});
      scenes.push_back(std::move(scene));
    }
  std::sort(scenes.begin(), scenes.end(), [](const Scene &a, const Scene &b) { return a.name < b.name; });
  return scenes;
}

Strictness strictnessOf(const evaluate::Decision &decision) {
  Strictness out{decision.verdict, {}, {}};
  for (const evaluate::Ask &ask : decision.asks)
    out.asked.push_back(ask.party);
  for (const evaluate::Redaction &redaction : decision.redactions)
    out.redacted.push_back(redaction.path + redaction.pattern);
  std::sort(out.asked.begin(), out.asked.end());
  std::sort(out.redacted.begin(), out.redacted.end());
  return out;
}

bool holds(const std::vector<std::string> &all, const std::vector<std::string> &some) {
  return std::includes(all.begin(), all.end(), some.begin(), some.end());
}

} // namespace

std::vector<Scene> scenesOf(const driver::Compilation &project, const std::string &directory, Day asOf) {
  std::vector<Scene> scenes = eventFiles(directory);
  for (const trial::TestResult &test : trial::runTests(*project.program, *project.module, {asOf, {}})) {
    Scene scene{"test \"" + test.name + "\"", {}};
    for (const trial::PresentedEvent &event : test.events)
      scene.events.push_back({event.line, event.standalone, {}});
    scenes.push_back(std::move(scene));
  }
  Pool pool;
  for (const Scene &scene : scenes)
    for (const SceneEvent &event : scene.events)
      if (auto parsed = json::parse(event.line); std::holds_alternative<json::Value>(parsed))
        gather(std::get<json::Value>(parsed), "", pool);
  for (Scene &scene : scenes)
    for (SceneEvent &event : scene.events)
      addVariants(event, pool);
  return scenes;
}

bool Strictness::atLeast(const Strictness &other) const {
  if (verdict != other.verdict)
    return verdict > other.verdict;
  if (verdict == ir::Verdict::Ask && !holds(asked, other.asked))
    return false;
  return verdict == ir::Verdict::Deny || holds(redacted, other.redacted);
}

std::string Strictness::describe() const {
  std::string text = ir::word(verdict).str();
  for (const std::string &party : verdict == ir::Verdict::Ask ? asked : std::vector<std::string>())
    text += " " + party;
  for (const std::string &path : verdict == ir::Verdict::Deny ? std::vector<std::string>() : redacted)
    text += " without " + path;
  return text;
}

std::vector<Strictness> decideAll(const std::vector<Scene> &scenes, const ir::Module &module) {
  std::vector<Strictness> decisions;
  for (const Scene &scene : scenes) {
    evaluate::Engine engine(module);
    for (const SceneEvent &event : scene.events) {
      std::string before = engine.saveState();
      for (const std::string &variant : event.variants) {
        evaluate::Engine fresh(module);
        fresh.loadState(before);
        decisions.push_back(strictnessOf(fresh.judge(variant, {.skipArguments = event.standalone})));
      }
      decisions.push_back(strictnessOf(engine.judge(event.line, {.skipArguments = event.standalone})));
    }
  }
  return decisions;
}

std::string describePlace(const std::vector<Scene> &scenes, size_t place) {
  for (const Scene &scene : scenes)
    for (const SceneEvent &event : scene.events) {
      if (place < event.variants.size())
        return scene.name + ", changed to " + event.variants[place];
      if (place == event.variants.size())
        return scene.name + ": " + event.line;
      place -= event.variants.size() + 1;
    }
  return {};
}

} // namespace onus::tests
