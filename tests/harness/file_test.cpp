// SPDX-License-Identifier: Apache-2.0
#include "harness/file_test.h"

#include "driver/commands/dump_stage.h"
#include "harness/markers.h"

#include "llvm/ADT/STLExtras.h"

#include <filesystem>
#include <fstream>
#include <sstream>

namespace onus::harness {

namespace fs = std::filesystem;

namespace {

std::string readText(const std::string &path) {
  std::ifstream in(path, std::ios::binary);
  std::stringstream text;
  text << in.rdbuf();
  return text.str();
}

void writeText(const std::string &path, const std::string &text) { std::ofstream(path, std::ios::binary) << text; }

std::string shown(const TestSource &test, const Finding &finding) {
  std::string place = finding.place == Finding::Place::Nowhere ? "no place"
                      : finding.place == Finding::Place::End
                          ? "the end of " + test.parts[finding.part].name
                          : "line " + std::to_string(test.parts[finding.part].firstLine + finding.line + 1) +
                                ", columns " + std::to_string(finding.first) + "-" + std::to_string(finding.last);
  return finding.what + (finding.message.empty() ? "" : ": " + finding.message) + "   (" + place + ")";
}

/// `- expected` and `+ actual` lines for what does not match.
std::string compare(const TestSource &test, std::vector<Finding> expected, const std::vector<Finding> &actual) {
  std::string added, removed;
  for (const Finding &finding : actual) {
    auto match = llvm::find_if(expected, [&](const Finding &marker) { return marker.matches(finding); });
    if (match == expected.end())
      added += "  + " + shown(test, finding) + "\n";
    else
      expected.erase(match);
  }
  for (const Finding &finding : expected)
    removed += "  - " + shown(test, finding) + "\n";
  return removed + added;
}

std::string textOf(const TestSource &test) {
  std::string result;
  for (const Part &part : test.parts) {
    if (test.parts.size() > 1)
      result += "// --- " + part.name + "\n";
    for (const std::string &line : part.lines)
      if (!parseMarker(line))
        result += line + "\n";
  }
  return result;
}

class Run {
public:
  Run(std::string path, bool update) : path_(std::move(path)), update_(update), text_(readText(path_)) {}

  Outcome run() {
    test_ = TestSource::parse(fs::path(path_).filename(), text_);
    if (!test_.problem.empty())
      return {test_.problem + "\n", false, {}};
    auto compilation = test_.compile(driver::Stage::Lower);
    for (const source::LoadProblem &problem : compilation->project.problems)
      outcome_.failure += "  " + problem.path + ": " + problem.message + "\n";
    std::vector<Finding> expected = expectations(test_), actual = findings(test_, *compilation);
    for (const Finding &finding : update_ ? actual : expected)
      outcome_.codes.insert(finding.code());
    std::string differences = compare(test_, expected, actual);
    if (update_ && !differences.empty()) {
      writeText(path_, withMarkers(text_, test_, actual));
      outcome_.updated = true;
    } else {
      outcome_.failure += differences;
    }
    for (const std::string &stage : test_.dumps)
      snapshot("." + stage + ".exp", driver::dumpOf(*compilation, stage));
    if (test_.fixed)
      checkFixes(*compilation);
    return std::move(outcome_);
  }

private:
  void checkFixes(const driver::Compilation &compilation) {
    TestSource after = repaired(test_, compilation);
    snapshot(".fixed", textOf(after));
    auto again = after.compile(driver::Stage::Parse);
    if (again->reporter.hasErrors())
      outcome_.failure += "  after its fixes were made, the program can no longer be parsed\n";
  }

  void snapshot(const std::string &suffix, const std::string &actual) {
    std::string file = path_ + suffix;
    if (readText(file) == actual)
      return;
    if (update_) {
      writeText(file, actual);
      outcome_.updated = true;
      return;
    }
    outcome_.failure +=
        "  differs from " + fs::path(file).filename().string() + ":\n" + difference(readText(file), actual);
  }

  /// The first lines that differ.
  static std::string difference(const std::string &expected, const std::string &actual) {
    std::stringstream left(expected), right(actual);
    std::string out, a, b;
    for (size_t line = 1, told = 0; told < 5; ++line) {
      bool hasA = static_cast<bool>(std::getline(left, a)), hasB = static_cast<bool>(std::getline(right, b));
      if (!hasA && !hasB)
        break;
      if (hasA && hasB && a == b)
        continue;
      ++told;
      if (hasA)
        out += "  - " + std::to_string(line) + ": " + a + "\n";
      if (hasB)
        out += "  + " + std::to_string(line) + ": " + b + "\n";
    }
    return out;
  }

  std::string path_;
  bool update_;
  std::string text_;
  TestSource test_;
  Outcome outcome_;
};

} // namespace

Outcome runFileTest(const std::string &path, bool update) { return Run(path, update).run(); }

std::vector<std::string> findFileTests(const std::string &path) {
  std::vector<std::string> result;
  if (fs::is_regular_file(path))
    return {path};
  for (const auto &entry : fs::recursive_directory_iterator(path))
    if (entry.is_regular_file() && entry.path().extension() == ".onus")
      result.push_back(entry.path().string());
  llvm::sort(result);
  return result;
}

} // namespace onus::harness
