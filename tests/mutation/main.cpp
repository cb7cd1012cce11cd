// SPDX-License-Identifier: Apache-2.0
#include "base/json.h"
#include "mutation/decisions.h"
#include "mutation/mutants.h"

#include <algorithm>
#include <atomic>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <fmt/format.h>
#include <fstream>
#include <optional>
#include <spawn.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

/// usage: onus_mutations [--all | --limit N] [--list] ONUS PROJECT...
///        onus_mutations --decisions PROJECT...
/// `onus check` on every mutant: it ends by itself with status 0 or 1, says at least one error exactly where it gives
/// 1, and what one wrong word leads to stays few. `--list` names every mutant that gives several errors, and every one
/// that is still a program. `--decisions` is a report to read (decisions.h).

using namespace onus;
using namespace onus::tests;
namespace fs = std::filesystem;

namespace {

/// Of all mutants, so many in a hundred give at most `fewErrors` errors.
constexpr double wantedShare = 95;
constexpr size_t fewErrors = 3;

struct Outcome {
  std::string problem; ///< empty: as it should be
  size_t errors = 0;
};

size_t countErrors(const json::Value &document) {
  const json::Value *diagnostics = document.get("diagnostics");
  const json::Array *list = diagnostics ? diagnostics->asArray() : nullptr;
  return !list ? 0 : static_cast<size_t>(std::count_if(list->begin(), list->end(), [](const json::Value &each) {
    return each.string("severity") == "error";
  }));
}

/// Runs `onus check` in a directory; the wait status, or nothing where it could not be started.
std::optional<int> runCheck(const std::string &onus, const std::string &directory, const std::string &out) {
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, out.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
  posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
  posix_spawn_file_actions_addchdir_np(&actions, directory.c_str());
  const char *arguments[] = {onus.c_str(), "check",   "--as-of", "2026-11-22", "--format",
                             "json",       "--color", "never",   ".",          nullptr};
  pid_t child = 0;
  int failed = posix_spawn(&child, onus.c_str(), &actions, nullptr, const_cast<char **>(arguments), environ);
  posix_spawn_file_actions_destroy(&actions);
  int status = 0;
  if (failed || waitpid(child, &status, 0) != child)
    return std::nullopt;
  return status;
}

Outcome judge(std::optional<int> status, const std::string &output) {
  if (!status)
    return {"could not be run"};
  if (WIFSIGNALED(*status))
    return {fmt::format("ended by signal {} ({})", WTERMSIG(*status), strsignal(WTERMSIG(*status)))};
  int code = WEXITSTATUS(*status);
  if (code != 0 && code != 1)
    return {fmt::format("exit status {}", code)};
  auto document = json::parse(output);
  if (!std::holds_alternative<json::Value>(document))
    return {"the report is no JSON"};
  size_t errors = countErrors(std::get<json::Value>(document));
  if ((code == 1) != (errors > 0))
    return {fmt::format("exit status {} with {} errors", code, errors)};
  return {"", errors};
}

/// The mutants of one project, tried on several copies of it at once.
class Trial {
public:
  Trial(std::string onus, std::string project, size_t limit)
      : onus_(std::move(onus)), project_(std::move(project)), mutants_(mutantsOf(project_, limit)),
        outcomes_(mutants_.size()) {}

  void run(const std::string &work) {
    std::vector<std::thread> threads;
    for (unsigned i = 0; i < std::max(1u, std::thread::hardware_concurrency()); ++i)
      threads.emplace_back([this, copy = work + "/" + std::to_string(i)] { tryOn(copy); });
    for (std::thread &thread : threads)
      thread.join();
  }

  /// False where something is wrong, or not few enough errors are reported.
  bool report() const {
    size_t wrong = 0, clean = 0, one = 0, few = 0, most = 0;
    for (size_t i = 0; i < mutants_.size(); ++i) {
      const Outcome &outcome = outcomes_[i];
      if (!outcome.problem.empty() && ++wrong)
        fmt::print("FAILED: {}: {}\n", describe(i), outcome.problem);
      clean += outcome.errors == 0;
      one += outcome.errors == 1;
      few += outcome.errors <= fewErrors;
      if (outcome.errors > outcomes_[most].errors)
        most = i;
    }
    auto share = [&](size_t count) {
      return 100.0 * static_cast<double>(count) / static_cast<double>(mutants_.size());
    };
    fmt::print("{}: {} mutants; {:.2f} % are still programs, {:.2f} % give one error, {:.2f} % at most {}\n", project_,
               mutants_.size(), share(clean), share(one), share(few), fewErrors);
    fmt::print("    most errors: {} ({})\n", outcomes_[most].errors, describe(most));
    return wrong == 0 && share(few) >= wantedShare;
  }

  /// Every mutant with several errors, and every one without any.
  void list() const {
    for (size_t i = 0; i < mutants_.size(); ++i)
      if (outcomes_[i].errors != 1)
        fmt::print("    {} errors: {}\n", outcomes_[i].errors, describe(i));
  }

  bool empty() const { return mutants_.empty(); }

private:
  std::string describe(size_t index) const {
    const Mutant &mutant = mutants_[index];
    return mutant.describe(readWhole(project_ + "/" + mutant.file));
  }

  void tryOn(const std::string &copy) {
    fs::copy(project_, copy, fs::copy_options::recursive);
    for (size_t i = next_++; i < mutants_.size(); i = next_++) {
      const Mutant &mutant = mutants_[i];
      std::string original = readWhole(project_ + "/" + mutant.file);
      std::ofstream(copy + "/" + mutant.file, std::ios::binary) << mutant.apply(original);
      auto status = runCheck(onus_, copy, copy + ".out");
      outcomes_[i] = judge(status, readWhole(copy + ".out"));
      std::ofstream(copy + "/" + mutant.file, std::ios::binary) << original;
    }
    fs::remove_all(copy);
  }

  std::string onus_, project_;
  std::vector<Mutant> mutants_;
  std::vector<Outcome> outcomes_;
  std::atomic<size_t> next_{0};
};

} // namespace

namespace {

struct Arguments {
  size_t limit = 700;
  bool list = false, decisions = false;
  std::vector<std::string> rest;
};

std::optional<Arguments> readArguments(int argc, char **argv) {
  Arguments arguments;
  for (int i = 1; i < argc; ++i) {
    std::string word = argv[i];
    if (word == "--all")
      arguments.limit = SIZE_MAX;
    else if (word == "--limit" && i + 1 < argc)
      arguments.limit = std::strtoul(argv[++i], nullptr, 10);
    else if (word == "--list")
      arguments.list = true;
    else if (word == "--decisions")
      arguments.decisions = true;
    else if (word.rfind("--", 0) == 0)
      return std::nullopt;
    else
      arguments.rest.push_back(word);
  }
  if (arguments.rest.size() < (arguments.decisions ? 1 : 2))
    return std::nullopt;
  return arguments;
}

bool tryProjects(const Arguments &arguments, const std::string &work) {
  bool good = true;
  for (size_t i = 1; i < arguments.rest.size(); ++i) {
    Trial trial(fs::absolute(arguments.rest[0]), fs::path(arguments.rest[i]).lexically_normal(), arguments.limit);
    if (trial.empty())
      continue;
    trial.run(work);
    good = trial.report() && good;
    if (arguments.list)
      trial.list();
  }
  return good;
}

} // namespace

int main(int argc, char **argv) {
  std::optional<Arguments> arguments = readArguments(argc, argv);
  if (!arguments) {
    fmt::print(stderr, "usage: onus_mutations [--all | --limit N] [--list] ONUS PROJECT...\n"
                       "       onus_mutations --decisions PROJECT...\n");
    return 2;
  }
  if (arguments->decisions) {
    bool good = true;
    for (const std::string &project : arguments->rest)
      good = reportDecisions(project) && good;
    return good ? 0 : 1;
  }
  std::string work = (fs::temp_directory_path() / "onus-mutations-XXXXXX").string();
  if (!mkdtemp(work.data()))
    return 2;
  bool good = tryProjects(*arguments, work);
  fs::remove_all(work);
  return good ? 0 : 1;
}
