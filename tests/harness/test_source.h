// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "driver/pipeline.h"

#include <map>
#include <string>
#include <vector>

/// A program written as one text: a file test, or an example on a diagnostic's page. `// --- name` begins a further
/// file; comment lines at the top are options. With an onus.toml among its files it is laid out on disk.
namespace onus::harness {

/// One file of a test.
struct Part {
  std::string name;
  size_t firstLine = 0; ///< of the test's text, from 0
  std::vector<std::string> lines;
  std::string text() const; ///< of a .json file without its markers
};

struct TestSource {
  std::vector<Part> parts;
  Day asOf = 0;                   ///< `// as-of: 2027-01-01`
  bool locked = false;            ///< `// locked`
  int64_t costLimit = 0;          ///< `// cost: 1000`; 0 where it is not said
  size_t bytes = 0;               ///< `// bytes: 100`: the most that is read of a file; 0 where it is not said
  bool fixed = false;             ///< `// fixed`: a snapshot of the program with its fixes made
  std::vector<std::string> lint;  ///< `// lint: unused-import`: these rules run, and no others
  std::vector<std::string> dumps; ///< `// dump: ast ir`: snapshots of these stages
  std::string problem;            ///< an option that makes no sense

  /// `name` is that of the part before the first `// ---`.
  static TestSource parse(const std::string &name, llvm::StringRef text);
  /// Compiles the parts and runs the lint rules that were named; data files are read from among the parts.
  std::unique_ptr<driver::Compilation> compile(driver::Stage stage) const;

private:
  std::unique_ptr<driver::Compilation> compileParts(driver::Stage stage) const;
  void runLint(driver::Compilation &compilation) const;
};

/// The program with the first fix of every diagnostic made that needs no person to fill something in; an edit that
/// overlaps an earlier one is left out.
TestSource repaired(const TestSource &test, const driver::Compilation &compilation);

/// Answers for the files that a test brings along.
class MemoryReader : public check::FileReader {
public:
  explicit MemoryReader(std::map<std::string, std::string> files) : files_(std::move(files)) {}
  std::optional<std::string> read(llvm::StringRef fromFile, llvm::StringRef path, std::string &error) override;

private:
  std::map<std::string, std::string> files_;
};

} // namespace onus::harness
