// SPDX-License-Identifier: Apache-2.0
#include "bench/policies.h"

#include <benchmark/benchmark.h>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

/// The whole program from its start to its end, as an editor or a hook runs it.

namespace {

using namespace onus;
namespace fs = std::filesystem;

/// Runs the program with its output thrown away; its exit status, or -1.
int runOnus(std::vector<std::string> arguments) {
  std::vector<char *> argv = {const_cast<char *>(ONUS_PROGRAM)};
  for (std::string &argument : arguments)
    argv.push_back(argument.data());
  argv.push_back(nullptr);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
  posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
  pid_t child = 0;
  int failed = posix_spawn(&child, ONUS_PROGRAM, &actions, nullptr, argv.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  int status = 0;
  if (failed || waitpid(child, &status, 0) != child || !WIFEXITED(status))
    return -1;
  return WEXITSTATUS(status);
}

void startVersion(benchmark::State &state) {
  for (auto _ : state)
    if (runOnus({"--version"}) != 0)
      state.SkipWithError("onus --version failed");
}

/// A project on disk for as long as it lives.
class Written {
public:
  explicit Written(const tests::Files &files) : directory_(fs::temp_directory_path() / "onus-bench-XXXXXX") {
    if (!mkdtemp(directory_.data()))
      std::abort();
    for (const auto &[name, text] : files) {
      fs::create_directories(fs::path(directory_ + "/" + name).parent_path());
      std::ofstream(directory_ + "/" + name) << text;
    }
  }
  ~Written() { fs::remove_all(directory_); }
  const std::string &directory() const { return directory_; }

private:
  std::string directory_;
};

void startCheck(benchmark::State &state) {
  tests::Files files = bench::project({.guardrails = static_cast<size_t>(state.range(0)), .perFile = 90});
  Written project(files);
  for (auto _ : state)
    if (runOnus({"check", "--as-of", "2026-11-22", project.directory()}) != 0)
      state.SkipWithError("onus check failed");
  state.counters["lines"] = static_cast<double>(bench::lineCount(files));
}

void startCheckExample(benchmark::State &state) {
  for (auto _ : state)
    if (runOnus({"check", "--as-of", "2026-11-22", ONUS_SOURCE_DIR "/examples/refunds"}) != 0)
      state.SkipWithError("onus check failed");
}

} // namespace

BENCHMARK(startVersion)->Name("onus --version")->UseRealTime()->Unit(benchmark::kMillisecond);
BENCHMARK(startCheck)
    ->Name("onus check")
    ->ArgName("guardrails")
    ->Arg(1)
    ->Arg(90)
    ->UseRealTime()
    ->Unit(benchmark::kMillisecond);
BENCHMARK(startCheckExample)->Name("onus check examples/refunds")->UseRealTime()->Unit(benchmark::kMillisecond);
