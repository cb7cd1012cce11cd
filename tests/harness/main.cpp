// SPDX-License-Identifier: Apache-2.0
// usage: onus_file_tests [--update] [--filter TEXT] [--complete] PATH...   runs the file tests at or below each path
//        onus_file_tests --pages [--filter TEXT]                            checks the page of every diagnostic
//        onus_file_tests --programs [--filter TEXT] FOLDER                  runs the program tests of a folder
//        onus_file_tests --transcripts OUT FOLDER PROJECT...                the same, and the policy tests of projects:
//        writes to OUT what the reference engine was asked and answered
//        onus_file_tests --reference FOLDER PROJECT                         compiles the programs of a folder's pages
//        onus_file_tests --library PROJECT                                  lints what a project uses of the library
//        onus_file_tests --fixes [--filter TEXT] PATH                       makes the safe fixes of file tests
// With --complete, every diagnostic must be expected by at least one of the tests.
#include "harness/file_test.h"
#include "harness/fixes_test.h"
#include "harness/library_test.h"
#include "harness/pages_test.h"
#include "harness/program_test.h"
#include "harness/reference_test.h"
#include "harness/transcript.h"

#include "diagnostics/diagnostic.h"
#include "lint/rule.h"

#include <atomic>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <thread>

using namespace onus;

namespace {

struct Settings {
  bool update = false, pages = false, complete = false, reference = false, programs = false, fixes = false,
       library = false;
  std::string filter, transcripts;
  std::vector<std::string> paths;
};

int tellPages(const std::vector<harness::PageOutcome> &pages, const char *what) {
  size_t failed = 0, passed = 0;
  for (const harness::PageOutcome &page : pages) {
    ++(page.failure.empty() ? passed : failed);
    if (!page.failure.empty())
      std::printf("FAILED %s\n%s", page.code.c_str(), page.failure.c_str());
  }
  std::printf("%zu %s passed, %zu failed\n", passed, what, failed);
  return failed ? 1 : 0;
}

int tellPrograms(const std::vector<harness::ProgramOutcome> &programs) {
  size_t failed = 0;
  for (const harness::ProgramOutcome &program : programs)
    if (!program.failure.empty()) {
      ++failed;
      std::printf("FAILED %s\n%s", program.name.c_str(), program.failure.c_str());
    }
  std::printf("%zu programs passed, %zu failed\n", programs.size() - failed, failed);
  return failed ? 1 : 0;
}

int tellFixes(const std::vector<harness::FixesOutcome> &tests) {
  size_t failed = 0, made = 0, refused = 0;
  for (const harness::FixesOutcome &test : tests) {
    made += test.made;
    refused += test.refused;
    failed += !test.failure.empty();
    if (!test.failure.empty())
      std::printf("FAILED %s\n%s", test.name.c_str(), test.failure.c_str());
  }
  std::printf("%zu programs passed, %zu failed; %zu fixes made, %zu refused\n", tests.size() - failed, failed, made,
              refused);
  return failed || made == 0 ? 1 : 0;
}

int tellTranscripts(const Settings &settings) {
  int status = tellPrograms(harness::runPrograms(settings.paths[0], settings.filter, settings.transcripts));
  for (size_t place = 1; place < settings.paths.size(); ++place) {
    std::string problem = harness::writeTranscripts(settings.paths[place], settings.transcripts);
    std::fputs(problem.c_str(), stderr);
    status |= !problem.empty();
  }
  return status;
}

struct Totals {
  size_t passed = 0, failed = 0, updated = 0;
  std::set<std::string> codes;
};

Totals runAll(const std::vector<std::string> &tests, bool update) {
  std::vector<harness::Outcome> outcomes(tests.size());
  std::atomic<size_t> next{0};
  auto worker = [&] {
    for (size_t i = next++; i < tests.size(); i = next++)
      outcomes[i] = harness::runFileTest(tests[i], update);
  };
  std::vector<std::thread> threads;
  for (unsigned i = 0; i < std::max(1u, std::thread::hardware_concurrency()); ++i)
    threads.emplace_back(worker);
  for (std::thread &thread : threads)
    thread.join();
  Totals totals;
  for (size_t i = 0; i < tests.size(); ++i) {
    totals.codes.insert(outcomes[i].codes.begin(), outcomes[i].codes.end());
    totals.updated += outcomes[i].updated;
    ++(outcomes[i].failure.empty() ? totals.passed : totals.failed);
    if (outcomes[i].updated)
      std::printf("updated %s\n", tests[i].c_str());
    if (!outcomes[i].failure.empty())
      std::printf("FAILED %s\n%s", tests[i].c_str(), outcomes[i].failure.c_str());
  }
  return totals;
}

int runFileTests(const Settings &settings) {
  std::vector<std::string> tests;
  for (const std::string &path : settings.paths) {
    if (!std::filesystem::exists(path)) {
      std::fprintf(stderr, "there is no %s\n", path.c_str());
      return 2;
    }
    for (std::string &test : harness::findFileTests(path))
      if (test.find(settings.filter) != std::string::npos)
        tests.push_back(std::move(test));
  }
  Totals totals = runAll(tests, settings.update);
  if (settings.complete)
    for (const diagnostics::KindInfo &kind : diagnostics::allKinds())
      if (!totals.codes.count(std::string(kind.code))) {
        ++totals.failed;
        std::printf("FAILED no test expects %s %s\n", std::string(kind.code).c_str(), std::string(kind.name).c_str());
      }
  if (settings.complete)
    for (const lint::Rule *rule : lint::allRules())
      if (!totals.codes.count(std::string(rule->name))) {
        ++totals.failed;
        std::printf("FAILED no test expects lint rule %s\n", std::string(rule->name).c_str());
      }
  std::printf("%zu passed, %zu failed, %zu updated\n", totals.passed, totals.failed, totals.updated);
  return totals.failed ? 1 : 0;
}

} // namespace

int main(int argc, char **argv) {
  Settings settings;
  for (int i = 1; i < argc; ++i) {
    if (!std::strcmp(argv[i], "--update"))
      settings.update = true;
    else if (!std::strcmp(argv[i], "--pages"))
      settings.pages = true;
    else if (!std::strcmp(argv[i], "--reference"))
      settings.reference = true;
    else if (!std::strcmp(argv[i], "--programs"))
      settings.programs = true;
    else if (!std::strcmp(argv[i], "--fixes"))
      settings.fixes = true;
    else if (!std::strcmp(argv[i], "--library"))
      settings.library = true;
    else if (!std::strcmp(argv[i], "--complete"))
      settings.complete = true;
    else if (!std::strcmp(argv[i], "--transcripts") && i + 1 < argc)
      settings.transcripts = argv[++i];
    else if (!std::strcmp(argv[i], "--filter") && i + 1 < argc)
      settings.filter = argv[++i];
    else
      settings.paths.push_back(argv[i]);
  }
  if (!settings.transcripts.empty() && !settings.paths.empty())
    return tellTranscripts(settings);
  if (settings.pages)
    return tellPages(harness::runPages(settings.filter), "pages");
  if (settings.fixes && settings.paths.size() == 1)
    return tellFixes(harness::runFixes(settings.paths[0], settings.filter));
  if (settings.programs && settings.paths.size() == 1)
    return tellPrograms(harness::runPrograms(settings.paths[0], settings.filter));
  if (settings.library && settings.paths.size() == 1)
    return tellPages(harness::lintLibrary(settings.paths[0]), "parts of the library");
  if (settings.reference && settings.paths.size() == 2)
    return tellPages(harness::runReference(settings.paths[0], settings.paths[1]), "programs");
  return runFileTests(settings);
}
