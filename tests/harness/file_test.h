// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <set>
#include <string>
#include <vector>

namespace onus::harness {

/// What came of one test. Several lines where it failed; empty where it passed.
struct Outcome {
  std::string failure;
  bool updated = false;
  std::set<std::string> codes; ///< that its markers expect
};

/// Runs the test of a file: compiles it, compares what was reported with its markers, and what it asks to be dumped or
/// repaired with the snapshots beside it. With `update` the file and its snapshots are rewritten instead.
Outcome runFileTest(const std::string &path, bool update);

/// Every file test below a directory (or the file itself), sorted.
std::vector<std::string> findFileTests(const std::string &path);

} // namespace onus::harness
