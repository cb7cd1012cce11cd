// SPDX-License-Identifier: Apache-2.0
#include "harness/pages_test.h"

#include "harness/examples.h"
#include "harness/test_source.h"
#include "pages/pages.h"

#include "llvm/ADT/STLExtras.h"

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
    result += "    " + std::string(info(diagnostic->kind).code) + ": " + diagnostic->message + " (" +
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
  return result;
}

} // namespace onus::harness
