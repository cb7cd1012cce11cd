// SPDX-License-Identifier: Apache-2.0
#include "harness/test_source.h"

#include "diagnostics/render/fixes.h"
#include "driver/linting.h"
#include "harness/markers.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallVector.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <unistd.h>

namespace onus::harness {

namespace fs = std::filesystem;

namespace {

/// The day of every test that does not say another one.
constexpr const char *defaultAsOf = "2026-11-22";

std::vector<std::string> linesOf(llvm::StringRef text) {
  llvm::SmallVector<llvm::StringRef, 64> lines;
  if (text.consume_back("\n"); !text.empty())
    text.split(lines, '\n');
  return {lines.begin(), lines.end()};
}

std::vector<std::string> wordsOf(llvm::StringRef text) {
  llvm::SmallVector<llvm::StringRef, 4> words;
  text.split(words, ' ', -1, /*KeepEmpty=*/false);
  return {words.begin(), words.end()};
}

void readOption(TestSource &test, llvm::StringRef line) {
  llvm::StringRef text = line.drop_front(2).trim();
  if (text.consume_front("as-of:")) {
    if (auto day = parseDay(text.trim()))
      test.asOf = *day;
    else
      test.problem = "`" + line.str() + "` names no date";
  } else if (text.consume_front("cost:")) {
    if (text.trim().getAsInteger(10, test.costLimit))
      test.problem = "`" + line.str() + "` names no number";
  } else if (text.consume_front("bytes:")) {
    if (text.trim().getAsInteger(10, test.bytes))
      test.problem = "`" + line.str() + "` names no number";
  } else if (text.consume_front("dump:")) {
    test.dumps = wordsOf(text);
  } else if (text.consume_front("lint:")) {
    test.lint = wordsOf(text);
    for (const std::string &rule : test.lint)
      if (!onus::lint::findRule(rule))
        test.problem = "there is no lint rule `" + rule + "`";
  } else if (text == "locked") {
    test.locked = true;
  } else if (text == "fixed") {
    test.fixed = true;
  }
}

bool isBlank(const Part &part) {
  for (const std::string &line : part.lines)
    if (llvm::StringRef text = llvm::StringRef(line).trim(); !text.empty() && !text.startswith("//"))
      return false;
  return true;
}

} // namespace

std::string Part::text() const {
  std::string result;
  bool json = llvm::StringRef(name).endswith(".json"); // which knows no comments
  for (const std::string &line : lines)
    result += (json && parseMarker(line) ? "" : line) + "\n";
  return result;
}

TestSource TestSource::parse(const std::string &name, llvm::StringRef text) {
  TestSource test;
  test.asOf = *parseDay(defaultAsOf);
  test.parts.push_back({name, 0, {}});
  llvm::SmallVector<llvm::StringRef, 64> lines;
  if (text.consume_back("\n"); !text.empty())
    text.split(lines, '\n');
  bool options = true;
  for (size_t i = 0; i < lines.size(); ++i) {
    llvm::StringRef line = lines[i];
    options = options && line.startswith("//") && !line.startswith("///");
    if (options)
      readOption(test, line);
    if (llvm::StringRef file = line; file.consume_front("// --- "))
      test.parts.push_back({file.trim().str(), i + 1, {}});
    else
      test.parts.back().lines.push_back(line.str());
  }
  if (test.parts.size() > 1 && isBlank(test.parts.front()))
    test.parts.erase(test.parts.begin());
  return test;
}

namespace {

/// A directory that goes away with the test.
class Scratch {
public:
  Scratch() {
    std::string name = (fs::temp_directory_path() / "onus-file-test-XXXXXX").string();
    if (::mkdtemp(name.data()))
      root_ = fs::canonical(name);
  }
  ~Scratch() {
    std::error_code ignored;
    fs::remove_all(root_, ignored);
  }
  Scratch(const Scratch &) = delete;
  fs::path root() const { return root_; }
  void write(const std::string &path, const std::string &text) const {
    fs::path file = (root_ / path).lexically_normal();
    fs::create_directories(file.parent_path());
    std::ofstream(file, std::ios::binary) << text;
  }

private:
  fs::path root_;
};

bool isSettings(const Part &part) { return fs::path(part.name).filename() == "onus.toml"; }

/// Compiles a project of which at least one file must lie on disk, since that is what onus.toml is about; the project
/// is in `project`, so that `../people` is a place beside it. The files are gone when `use` has returned.
std::unique_ptr<driver::Compilation> compileOnDisk(const std::vector<Part> &parts, driver::Stage stage,
                                                   const driver::PipelineOptions &options,
                                                   llvm::function_ref<void(driver::Compilation &)> use) {
  Scratch scratch;
  for (const Part &part : parts)
    scratch.write("project/" + part.name, part.text());
  auto compilation = driver::load((scratch.root() / "project").string());
  driver::compile(*compilation, stage, options);
  use(*compilation);
  return compilation;
}

} // namespace

void TestSource::runLint(driver::Compilation &compilation) const {
  if (lint.empty())
    return;
  driver::LintOptions linting;
  for (const std::string &rule : lint)
    linting.selection.select.push_back({onus::lint::findRule(rule), std::nullopt});
  driver::lintProject(compilation, linting);
}

std::unique_ptr<driver::Compilation> TestSource::compile(driver::Stage stage) const {
  auto compilation = compileParts(stage);
  compilation->reporter.sort();
  return compilation;
}

std::unique_ptr<driver::Compilation> TestSource::compileParts(driver::Stage stage) const {
  driver::PipelineOptions options;
  options.check.asOf = asOf;
  options.check.locked = locked;
  if (bytes)
    options.limits.bytes = bytes;
  if (std::any_of(parts.begin(), parts.end(), isSettings))
    return compileOnDisk(parts, stage, options, [&](driver::Compilation &compilation) { runLint(compilation); });
  std::vector<std::pair<std::string, std::string>> sources;
  std::map<std::string, std::string> files;
  for (const Part &part : parts)
    if (llvm::StringRef(part.name).endswith(".onus"))
      sources.emplace_back(part.name, part.text());
    else
      files[part.name] = part.text();
  auto compilation = driver::load(sources, std::make_unique<MemoryReader>(std::move(files)));
  if (costLimit)
    compilation->project.settings.costLimit = costLimit;
  driver::compile(*compilation, stage, options);
  runLint(*compilation);
  return compilation;
}

/// The program with the first fix of every diagnostic made; an edit that overlaps an earlier one is left out.
TestSource repaired(const TestSource &test, const driver::Compilation &compilation) {
  std::map<std::string, std::vector<diagnostics::Edit>> edits;
  auto overlaps = [](const diagnostics::Edit &left, const diagnostics::Edit &right) {
    return left.range.begin < right.range.end && right.range.begin < left.range.end;
  };
  for (const auto &diagnostic : compilation.reporter.all()) {
    if (diagnostic->fixes.empty() ||
        diagnostic->fixes.front().applicability == diagnostics::Applicability::HasPlaceholders)
      continue;
    for (const diagnostics::Edit &edit : diagnostic->fixes.front().edits) {
      auto &list = edits[compilation.sources.projectPath(edit.range.file).str()];
      if (llvm::none_of(list, [&](const diagnostics::Edit &other) { return overlaps(other, edit); }))
        list.push_back(edit);
    }
  }
  TestSource result = test;
  for (Part &part : result.parts) {
    auto text = diagnostics::render::apply(part.text(), edits[part.name]);
    if (!text)
      continue;
    part.lines = linesOf(*text);
  }
  return result;
}

std::optional<std::string> MemoryReader::read(llvm::StringRef fromFile, llvm::StringRef path, std::string &error) {
  auto slash = fromFile.rfind('/');
  std::string beside = (slash == llvm::StringRef::npos ? "" : fromFile.take_front(slash + 1).str()) + path.str();
  for (const std::string &candidate : {beside, path.str()})
    if (auto found = files_.find(candidate); found != files_.end())
      return found->second;
  error = "there is no such file";
  return std::nullopt;
}

} // namespace onus::harness
