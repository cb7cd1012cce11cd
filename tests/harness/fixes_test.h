// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

namespace onus::harness {

/// What came of fixing the program of one file test.
struct FixesOutcome {
  std::string name;
  std::string failure; ///< empty where it passed
  size_t made = 0, refused = 0;
};

/// Makes all safe fixes in the programs of the file tests at or below a path, with every lint rule: what compiled must
/// still compile, errors become no more, what could be parsed can be, and a second run must find nothing left to make.
/// Fixes of the compiler must stand the check.
std::vector<FixesOutcome> runFixes(const std::string &path, const std::string &filter);

} // namespace onus::harness
