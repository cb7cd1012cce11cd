// SPDX-License-Identifier: Apache-2.0
#include "harness/pages_test.h"

#include "harness/examples.h"
#include "harness/test_source.h"
#include "lint/rule.h"
#include "pages/pages.h"
#include "rule_pages/rule_pages.h"

#include "llvm/ADT/STLExtras.h"

#include <set>

namespace onus::harness {

namespace {

/// What an example reports besides a missing lock: the codes with their messages, one a line.
std::string reported(const Example &example, const diagnostics::KindInfo &kind, bool &onlyThis) {
  TestSource test = TestSource::parse("main.onus", example.text);
  auto compilation = test.compile(driver::Stage::Lower);
  if (kind.kind != diagnostics::Kind::LockMissing || !example.fails)
    compilation->reporter.drop(diagnostics::Kind::LockMissing);
  std::string result;
  onlyThis = compilation->reporter.count() > 0 && compilation->project.problems.empty();
  for (const source::LoadProblem &problem : compilation->project.problems)
    result += "    " + problem.path + ": " + problem.message + "\n";
  for (const auto &diagnostic : compilation->reporter.all()) {
    onlyThis = onlyThis && diagnostic->kind == kind.kind;
    result += "    " + std::string(info(*diagnostic).code) + ": " + diagnostic->message + " (" +
              source::describe(compilation->sources, diagnostic->range) + ")\n";
  }
  return result;
}

std::string checkPage(llvm::StringRef page, const diagnostics::KindInfo &kind) {
  std::string failure;
  std::string heading = "# " + std::string(kind.code) + " " + std::string(kind.name) + "\n";
  if (!page.contains(heading) || (!page.startswith(heading) && !page.startswith("<!--")))
    failure += "  the page does not begin with `" + llvm::StringRef(heading).rtrim().str() + "`\n";
  bool excused = page.contains("<!-- no example: ");
  bool fails = false, repairs = false;
  for (const Example &example : examplesOf(page)) {
    bool onlyThis = false;
    std::string found = reported(example, kind, onlyThis);
    (example.fails ? fails : repairs) = true;
    if (example.fails && !onlyThis)
      failure += "  the failing example must report this code and nothing else" +
                 (found.empty() ? ", but it is clean\n" : ", but it reports\n" + found);
    if (!example.fails && !found.empty())
      failure += "  the repaired example must be clean, but it reports\n" + found;
  }
  if (!excused && (!fails || !repairs))
    failure += "  the page needs a failing example (```onus fail) and a repaired one (```onus)\n";
  return failure;
}

} // namespace

namespace {

/// What an example of a rule's page comes to when that rule alone is run.
struct RuleExample {
  explicit RuleExample(const Example &example, const lint::Rule &rule)
      : test(TestSource::parse("main.onus", example.text)) {
    test.lint = example.with;
    test.lint.push_back(std::string(rule.name));
    for (const std::string &each : example.with)
      if (!lint::findRule(each))
        breaks = true, told += "    there is no rule `" + each + "`\n";
    compilation = test.compile(driver::Stage::Lower);
    compilation->reporter.drop(diagnostics::Kind::LockMissing);
    for (const auto &diagnostic : compilation->reporter.all()) {
      (info(*diagnostic).name == rule.name ? finds : breaks) = true;
      told += "    " + std::string(info(*diagnostic).code) + ": " + diagnostic->message + " (" +
              source::describe(compilation->sources, diagnostic->range) + ")\n";
    }
    for (const source::LoadProblem &problem : compilation->project.problems)
      breaks = true, told += "    " + problem.path + ": " + problem.message + "\n";
  }

  TestSource test;
  std::unique_ptr<driver::Compilation> compilation;
  bool finds = false;  ///< the rule found something
  bool breaks = false; ///< something else was reported
  std::string told;
};

std::string textOf(const TestSource &test) {
  std::string result;
  for (const Part &part : test.parts)
    result += (test.parts.size() > 1 ? "// --- " + part.name + "\n" : "") + part.text();
  return result;
}

/// A rule's page shows a case that it finds, then one that it passes; where the rule has fixes, what they make of the
/// first.
std::string checkRulePage(llvm::StringRef page, const lint::Rule &rule) {
  std::string failure, repaired;
  std::string heading = "# " + std::string(rule.name) + "\n";
  if (!page.startswith(heading))
    failure += "  the page does not begin with `" + llvm::StringRef(heading).rtrim().str() + "`\n";
  bool fails = false, passes = false, fixes = false;
  for (const Example &example : examplesOf(page)) {
    RuleExample shown(example, rule);
    if (shown.breaks || shown.finds != example.fails)
      failure += "  the example in line " + std::to_string(example.line) + " must " +
                 (example.fails ? "show the rule" : "be clean") + " and compile otherwise, but it reports\n" +
                 shown.told;
    (example.fails ? fails : passes) = true;
    if (example.fails)
      repaired = textOf(harness::repaired(shown.test, *shown.compilation));
    if (example.fixed && (fixes = true) && textOf(shown.test) != repaired)
      failure += "  the fixes make of the example before line " + std::to_string(example.line) + "\n" + repaired;
  }
  if (!fails || !passes)
    failure += "  the page needs a failing example (```onus fail) and one that passes (```onus)\n";
  if (fixes != rule.fixable)
    failure += rule.fixable ? "  the page needs a fixed example (```onus fixed)\n" : "  the rule has no fixes\n";
  return failure;
}

void runRulePages(const std::string &filter, std::vector<PageOutcome> &result) {
  std::set<std::string> known;
  for (const lint::Rule *rule : lint::allRules()) {
    std::string path = lint::pagePath(*rule);
    known.insert(path);
    if (path.find(filter) == std::string::npos)
      continue;
    auto page = llvm::find_if(rule_pages::files(), [&](const rule_pages::File &file) { return file.path == path; });
    std::string failure = page == rule_pages::files().end() ? "  there is no compiler/lint/rules/" + path + "\n"
                                                            : checkRulePage(page->text, *rule);
    result.push_back({path, std::move(failure)});
  }
  for (const rule_pages::File &file : rule_pages::files())
    if (!known.count(std::string(file.path)))
      result.push_back({std::string(file.path), "  the page is about a rule that does not exist\n"});
}

} // namespace

std::vector<PageOutcome> runPages(const std::string &filter) {
  std::vector<PageOutcome> result;
  for (const diagnostics::KindInfo &kind : diagnostics::allKinds()) {
    std::string code(kind.code), path = code + ".md";
    if (code.find(filter) == std::string::npos)
      continue;
    auto page = llvm::find_if(pages::files(), [&](const pages::File &file) { return file.path == path; });
    std::string failure =
        page == pages::files().end() ? "  there is no docs/diagnostics/" + path + "\n" : checkPage(page->text, kind);
    result.push_back({code, std::move(failure)});
  }
  for (const pages::File &file : pages::files()) {
    llvm::StringRef code = llvm::StringRef(file.path).drop_back(3);
    if (!diagnostics::find(code) && code.contains(filter))
      result.push_back({code.str(), "  the page is about a code that does not exist\n"});
  }
  runRulePages(filter, result);
  return result;
}

} // namespace onus::harness
