// SPDX-License-Identifier: Apache-2.0
#include "harness/reference_test.h"

#include "harness/examples.h"
#include "harness/test_source.h"

#include "llvm/ADT/SmallVector.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace onus::harness {

namespace {

namespace fs = std::filesystem;

std::string readFile(const fs::path &path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

/// A project as one text, and how a further file of its main package begins.
struct Surroundings {
  std::string files;
  std::string header;
};

Surroundings surroundings(const std::string &project) {
  Surroundings result;
  std::vector<fs::path> paths;
  for (const auto &entry : fs::recursive_directory_iterator(project))
    if (entry.path().extension() == ".onus" || entry.path().extension() == ".json")
      paths.push_back(entry.path());
  std::sort(paths.begin(), paths.end());
  for (const fs::path &path : paths) {
    std::string text = readFile(path);
    result.files += "// --- " + fs::relative(path, project).string() + "\n" + text + "\n";
    if (text.find("\nsystem ") == std::string::npos)
      continue;
    llvm::SmallVector<llvm::StringRef, 64> lines;
    llvm::StringRef(text).split(lines, '\n');
    for (llvm::StringRef line : lines)
      if (line.startswith("package ") || line.startswith("use "))
        result.header += line.str() + "\n";
  }
  return result;
}

bool standsAlone(llvm::StringRef text) {
  return text.startswith("package ") || text.contains("\npackage ") || text.startswith("// --- ");
}

std::string check(const Example &example, const Surroundings &around) {
  std::string text =
      standsAlone(example.text) ? example.text : around.files + "// --- shown.onus\n" + around.header + example.text;
  auto compilation = TestSource::parse("main.onus", text).compile(driver::Stage::Lower);
  compilation->reporter.drop(diagnostics::Kind::LockMissing);
  compilation->reporter.drop(diagnostics::Kind::SchemaLimits); // it is about the surroundings' document
  if (example.fails)
    return compilation->reporter.hasErrors() ? "" : "    it is marked as failing, but it compiles\n";
  std::string result;
  for (const auto &diagnostic : compilation->reporter.all())
    result += "    " + std::string(info(*diagnostic).code) + ": " + diagnostic->message + " (" +
              source::describe(compilation->sources, diagnostic->range) + ")\n";
  return result;
}

} // namespace

std::vector<PageOutcome> runReference(const std::string &folder, const std::string &context) {
  std::vector<fs::path> pages;
  for (const auto &entry : fs::directory_iterator(folder))
    if (entry.path().extension() == ".md")
      pages.push_back(entry.path());
  std::sort(pages.begin(), pages.end());
  Surroundings around = surroundings(context);
  std::vector<PageOutcome> result;
  for (const fs::path &page : pages)
    for (const Example &example : examplesOf(readFile(page)))
      result.push_back({page.string() + ":" + std::to_string(example.line), check(example, around)});
  return result;
}

} // namespace onus::harness
