// SPDX-License-Identifier: Apache-2.0
#include "mutation/decisions.h"
#include "mutation/mutants.h"
#include "mutation/scenes.h"

#include "base/time.h"
#include "trial/policy_test.h"

#include <algorithm>
#include <atomic>
#include <filesystem>
#include <fmt/format.h>
#include <map>
#include <thread>

namespace onus::tests {
namespace {

constexpr const char *asOfDate = "2026-11-22";

/// Messages without their places, and how often each was said.
using Messages = std::map<std::string, int>;

Messages messagesOf(const diagnostics::Reporter &reporter) {
  Messages messages;
  for (const auto &each : reporter.all())
    ++messages[std::string(diagnostics::info(*each).code) + ": " + each->message];
  return messages;
}

std::vector<std::string> more(const Messages &than, const Messages &in) {
  std::vector<std::string> out;
  for (const auto &[message, times] : in)
    if (auto known = than.find(message); known == than.end() || known->second < times)
      out.push_back(message);
  return out;
}

struct Finding {
  bool checks = false;
  size_t less = 0; ///< events and variants decided less strictly
  size_t example = 0;
  Strictness was, is;
  std::vector<std::string> gained, lost;
  bool caught = false; ///< one of the project's tests fails
};

class Report {
public:
  explicit Report(std::string project)
      : project_(std::filesystem::path(std::move(project)).lexically_normal()), asOf_(*parseDay(asOfDate)) {}

  bool run() {
    std::unique_ptr<driver::Compilation> original = compileWith({});
    if (!original->module)
      return false;
    scenes_ = scenesOf(*original, project_, asOf_);
    decisions_ = decideAll(scenes_, *original->module);
    messages_ = messagesOf(original->reporter);
    mutants_ = deletionsOf(project_);
    findings_.resize(mutants_.size());
    std::vector<std::thread> threads;
    for (unsigned i = 0; i < std::max(1u, std::thread::hardware_concurrency()); ++i)
      threads.emplace_back([this] {
        for (size_t at = next_++; at < mutants_.size(); at = next_++)
          findings_[at] = tryOne(mutants_[at]);
      });
    for (std::thread &thread : threads)
      thread.join();
    print();
    return true;
  }

private:
  std::unique_ptr<driver::Compilation> compileWith(llvm::ArrayRef<source::Overlay> overlays) const {
    auto compilation = driver::load(project_, overlays);
    driver::PipelineOptions options;
    options.check.asOf = asOf_;
    driver::compile(*compilation, driver::Stage::Lower, options);
    return compilation;
  }

  Finding tryOne(const Mutant &mutant) const {
    Finding finding;
    std::string path = project_ + "/" + mutant.file;
    source::Overlay overlay{path, mutant.apply(readWhole(path))};
    std::unique_ptr<driver::Compilation> changed = compileWith(overlay);
    finding.checks = changed->module.has_value();
    if (!finding.checks)
      return finding;
    std::vector<Strictness> decisions = decideAll(scenes_, *changed->module);
    for (size_t i = decisions.size(); i-- > 0;)
      if (!decisions[i].atLeast(decisions_[i])) {
        ++finding.less;
        finding.example = i;
      }
    if (!finding.less)
      return finding;
    finding.was = decisions_[finding.example];
    finding.is = decisions[finding.example];
    Messages messages = messagesOf(changed->reporter);
    finding.gained = more(messages_, messages);
    finding.lost = more(messages, messages_);
    auto tests = trial::runTests(*changed->program, *changed->module, {asOf_, {}});
    finding.caught = std::any_of(tests.begin(), tests.end(), [](const auto &test) { return !test.passed(); });
    return finding;
  }

  void print() const {
    size_t checks = 0, less = 0, said = 0, caught = 0, silent = 0;
    for (size_t i = 0; i < mutants_.size(); ++i) {
      const Finding &finding = findings_[i];
      checks += finding.checks;
      if (!finding.less)
        continue;
      ++less;
      said += !finding.gained.empty();
      caught += finding.caught;
      silent += finding.gained.empty() && !finding.caught;
      printOne(mutants_[i], finding);
    }
    fmt::print(
        "{}: {} deletions, {} still check; on {} events {} of them decide less strictly: a diagnostic says so of {}, "
        "a test of the project notices {}, neither {}\n",
        project_, mutants_.size(), checks, decisions_.size(), less, said, caught, silent);
  }

  void printOne(const Mutant &mutant, const Finding &finding) const {
    fmt::print("{} {}\n", finding.caught || !finding.gained.empty() ? "-" : "!",
               mutant.describe(readWhole(project_ + "/" + mutant.file)));
    fmt::print("    {} events, for instance {} instead of {}: {}\n", finding.less, finding.is.describe(),
               finding.was.describe(), describePlace(scenes_, finding.example));
    for (const std::string &message : finding.gained)
      fmt::print("    said: {}\n", message);
    for (const std::string &message : finding.lost)
      fmt::print("    no longer said: {}\n", message);
    fmt::print("    {}\n", finding.caught ? "a test of the project fails" : "no test of the project fails");
  }

  std::string project_;
  Day asOf_;
  std::vector<Scene> scenes_;
  std::vector<Strictness> decisions_;
  Messages messages_;
  std::vector<Mutant> mutants_;
  std::vector<Finding> findings_;
  std::atomic<size_t> next_{0};
};

} // namespace

bool reportDecisions(const std::string &project) { return Report(project).run(); }

} // namespace onus::tests
