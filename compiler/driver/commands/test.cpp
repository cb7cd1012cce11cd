// SPDX-License-Identifier: Apache-2.0
#include "driver/commands/commands.h"
#include "driver/report.h"
#include "driver/test_failure.h"

#include "diagnostics/render/cells.h"
#include "diagnostics/render/style.h"
#include "diagnostics/render/xml.h"
#include "trial/policy_test.h"

#include "llvm/ADT/STLExtras.h"

#include <map>

namespace onus::driver {

namespace {

namespace render = diagnostics::render;
using render::paint;
using render::Role;

struct TestOptions {
  std::shared_ptr<Options> common;
  std::string filter;
};

struct Tally {
  size_t passed = 0, failed = 0;
};

json::Value place(source::Position at) {
  return json::Object{{"line", json::Value::integer(at.line)}, {"column", json::Value::integer(at.column)}};
}

void addRange(json::Object &object, const source::SourceManager &sources, source::Range range) {
  bool valid = range.valid();
  object.emplace_back("file", valid ? json::Value(sources.path(range.file).str()) : json::Value());
  object.emplace_back("start", valid ? place(sources.start(range)) : json::Value());
  object.emplace_back("end", valid ? place(sources.end(range)) : json::Value());
}

json::Value asJson(const trial::TestResult &result, const source::SourceManager &sources) {
  json::Array findings;
  for (const trial::Finding &finding : result.findings) {
    json::Array notes;
    for (const std::string &note : finding.notes)
      notes.push_back(note);
    json::Object object{{"message", finding.message}};
    addRange(object, sources, finding.range);
    object.emplace_back("notes", std::move(notes));
    findings.push_back(std::move(object));
  }
  json::Object object{{"name", result.name}, {"passed", result.passed()}};
  addRange(object, sources, result.test->decl->range);
  object.emplace_back("expectations", json::Value::integer(static_cast<int64_t>(result.expectations)));
  object.emplace_back("findings", std::move(findings));
  return object;
}

/// The tests of one project, in the order of their files.
struct Played {
  const Compilation *project = nullptr;
  std::vector<trial::TestResult> results;
};

/// A suite for each file, a case for each test.
std::string asJUnit(llvm::ArrayRef<Played> all) {
  std::map<std::string, std::vector<std::pair<const Played *, const trial::TestResult *>>> byFile;
  for (const Played &played : all)
    for (const trial::TestResult &result : played.results)
      byFile[played.project->sources.path(result.test->file->id).str()].emplace_back(&played, &result);
  render::Xml xml;
  xml.open("testsuites", {{"name", "onus test"}});
  for (const auto &[file, tests] : byFile) {
    auto failed = llvm::count_if(tests, [](const auto &each) { return !each.second->passed(); });
    xml.open("testsuite", {{"name", file},
                           {"tests", std::to_string(tests.size())},
                           {"failures", std::to_string(failed)},
                           {"errors", "0"}});
    for (const auto &[played, result] : tests) {
      const source::SourceManager &sources = played->project->sources;
      std::string line = std::to_string(sources.start(result->test->decl->range).line);
      xml.open("testcase", {{"name", result->name}, {"classname", file}, {"file", file}, {"line", line}});
      if (!result->passed())
        xml.text("failure", {{"message", result->findings.front().message}}, failure(*result, sources, false));
      xml.close();
    }
    xml.close();
  }
  xml.close();
  return xml.take();
}

std::string asJson(llvm::ArrayRef<Played> all, const Tally &tally) {
  json::Array list;
  for (const Played &played : all)
    for (const trial::TestResult &result : played.results)
      list.push_back(asJson(result, played.project->sources));
  return json::writePretty(json::Object{{"version", json::Value::integer(1)},
                                        {"passed", json::Value::integer(static_cast<int64_t>(tally.passed))},
                                        {"failed", json::Value::integer(static_cast<int64_t>(tally.failed))},
                                        {"tests", std::move(list)}});
}

void tell(llvm::ArrayRef<Played> all, const Tally &tally, bool verbose, Console &console) {
  for (const Played &played : all)
    for (const trial::TestResult &result : played.results)
      if (!result.passed())
        console.out(failure(result, played.project->sources, console.colorOut()));
      else if (verbose)
        console.out(paint(console.colorOut(), Role::Added, "passed") + " " + render::printable(result.name) + "\n");
  console.out(std::to_string(tally.passed) + " passed, " + std::to_string(tally.failed) + " failed\n");
}

ExitStatus test(const TestOptions &options, Console &console) {
  const Options &common = *options.common;
  Compilations compilations = compilePaths(common, Stage::Lower, console);
  bool clean = !compilations.empty() && std::all_of(compilations.begin(), compilations.end(),
                                                    [](const auto &each) { return each->module.has_value(); });
  // What compiles has nothing to say here but its warnings, and what a program reads is then about the tests.
  if (!clean || common.format == Format::Text) {
    ExitStatus status = report(compilations, common, clean ? Channel::Err : Channel::Out, console);
    if (!clean) {
      summarize(compilations, common, "", console);
      return status;
    }
  }
  std::vector<Played> all;
  Tally tally;
  for (const auto &each : compilations) {
    all.push_back({each.get(), trial::runTests(*each->program, *each->module, {common.asOf, options.filter})});
    for (const trial::TestResult &result : all.back().results)
      ++(result.passed() ? tally.passed : tally.failed);
  }
  if (common.format == Format::Text)
    tell(all, tally, common.verbose, console);
  else
    console.out(common.format == Format::Json ? asJson(all, tally) : asJUnit(all));
  if (tally.passed + tally.failed == 0 && !options.filter.empty()) {
    console.error("no test's name holds `" + options.filter + "`");
    return ExitStatus::Input;
  }
  return tally.failed ? ExitStatus::Findings : ExitStatus::Clean;
}

} // namespace

void addTest(CLI::App &app, Work &chosen) {
  Subcommand command = addSubcommand(app, "test", "Run the policies' own tests");
  addPaths(command);
  addFormat(command, true);
  addCompiling(command);
  auto options = std::make_shared<TestOptions>();
  options->common = command.options;
  command.app->add_option("--filter", options->filter, "Only tests whose name holds this text")->type_name("TEXT");
  onChosen(command, chosen, [options](Console &console) { return test(*options, console); });
}

} // namespace onus::driver
