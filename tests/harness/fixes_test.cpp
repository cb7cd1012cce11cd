// SPDX-License-Identifier: Apache-2.0
#include "harness/fixes_test.h"

#include "driver/fixing.h"
#include "format/format.h"
#include "harness/file_test.h"
#include "harness/test_source.h"
#include "lint/rule.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/MemoryBuffer.h"

#include <filesystem>

namespace onus::harness {

namespace {

std::vector<std::string> linesOf(llvm::StringRef text) {
  llvm::SmallVector<llvm::StringRef, 64> lines;
  if (text.consume_back("\n"); !text.empty())
    text.split(lines, '\n');
  return {lines.begin(), lines.end()};
}

TestSource withTexts(const TestSource &test, llvm::ArrayRef<source::Overlay> overlays) {
  TestSource result = test;
  for (const source::Overlay &overlay : overlays)
    for (Part &part : result.parts)
      if (part.name == overlay.path)
        part.lines = linesOf(overlay.text);
  return result;
}

driver::Fixing fix(const TestSource &test) {
  driver::FixOptions options;
  options.asOf = test.asOf;
  auto compile = [&](llvm::ArrayRef<source::Overlay> overlays) {
    return withTexts(test, overlays).compile(driver::Stage::Check);
  };
  return driver::makeFixes(compile, options);
}

size_t compilerErrors(const driver::Compilation &compilation) {
  return static_cast<size_t>(llvm::count_if(compilation.reporter.all(), [](const auto &each) {
    return each->kind != diagnostics::Kind::Lint && each->severity == diagnostics::Severity::Error;
  }));
}

class FixesTest {
public:
  FixesTest(const std::string &path, TestSource test) : test_(std::move(test)) { outcome_.name = path; }

  FixesOutcome run() {
    auto before = test_.compile(driver::Stage::Check);
    driver::Fixing fixing = fix(test_);
    outcome_.made = fixing.made.size();
    if (fixing.unfinished)
      complain("it does not come to an end");
    if (compilerErrors(*before) == 0 && compilerErrors(*fixing.compilation) > 0)
      complain("it no longer compiles");
    if (fixing.compilation->last == before->last && compilerErrors(*fixing.compilation) > compilerErrors(*before))
      complain("it has more errors than before");
    for (const auto &[path, text] : fixing.after)
      if (format::format(fixing.before.at(path)) && !format::format(text))
        complain("it can no longer be parsed:\n" + text);
    look(*fixing.compilation);
    std::vector<source::Overlay> overlays;
    for (const auto &[path, text] : fixing.after)
      overlays.push_back({path, text});
    driver::Fixing again = fix(withTexts(test_, overlays));
    for (const driver::FixMade &each : again.made)
      complain("a second run still fixes " + each.place + ": " + each.code + ": " + each.title);
    return std::move(outcome_);
  }

private:
  void complain(const std::string &text) { outcome_.failure += "  " + text + "\n"; }

  void look(const driver::Compilation &compilation) {
    for (const auto &diagnostic : compilation.reporter.all())
      for (const std::string &note : diagnostic->notes) {
        if (!llvm::StringRef(note).startswith("`--fix` leaves"))
          continue;
        ++outcome_.refused;
        if (diagnostic->kind != diagnostics::Kind::Lint)
          complain(std::string(info(*diagnostic).code) + ": " + note);
      }
  }

  TestSource test_;
  FixesOutcome outcome_;
};

} // namespace

std::vector<FixesOutcome> runFixes(const std::string &path, const std::string &filter) {
  std::vector<FixesOutcome> outcomes;
  for (const std::string &file : findFileTests(path)) {
    if (file.find(filter) == std::string::npos)
      continue;
    auto text = llvm::MemoryBuffer::getFile(file);
    if (!text)
      continue;
    TestSource test = TestSource::parse(std::filesystem::path(file).filename(), (*text)->getBuffer());
    bool onDisk =
        llvm::any_of(test.parts, [](const Part &part) { return part.name.find("onus.toml") != std::string::npos; });
    if (!test.problem.empty() || onDisk) // what is laid out on disk moves with every compilation
      continue;
    test.lint.clear();
    for (const lint::Rule *rule : lint::allRules())
      test.lint.push_back(std::string(rule->name));
    outcomes.push_back(FixesTest(file, std::move(test)).run());
  }
  return outcomes;
}

} // namespace onus::harness
