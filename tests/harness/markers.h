// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "harness/test_source.h"

#include <optional>
#include <string>
#include <vector>

namespace onus::harness {

/// An expected or an actual diagnostic, in terms of a test's text. Columns from 1, `last` included.
struct Finding {
  enum class Place {
    Line,   ///< on a line: `//   ^^^^ error[E0401]: …` below it, or `// @1-4 error[…]` where carets cannot stand
    End,    ///< where a file of the test ends: `// @end error[…]`
    Nowhere ///< about no text: `// error[…]`
  };
  Place place = Place::Line;
  size_t part = 0; ///< which file; not of Nowhere
  size_t line = 0; ///< of that file, from 0; of Line only
  uint32_t first = 0, last = 0;
  std::string what;      ///< `error[E0401]`
  std::string message;   ///< of a marker: empty matches any
  size_t markerLine = 0; ///< of that file, from 0: where the marker stands

  std::string code() const; ///< `E0401`, or the name of a lint rule
  bool matches(const Finding &actual) const;
  std::string marker() const;
};

/// The finding that a line announces, or nothing; its place on a line is filled in by `expectations`.
std::optional<Finding> parseMarker(llvm::StringRef line);

/// What the markers of a test announce.
std::vector<Finding> expectations(const TestSource &test);

/// What was reported. The missing lock is left out unless a marker expects it: most tests have no use for one.
std::vector<Finding> findings(const TestSource &test, driver::Compilation &compilation);

/// The test's text with its markers replaced by those of the findings.
std::string withMarkers(llvm::StringRef text, const TestSource &test, const std::vector<Finding> &actual);

} // namespace onus::harness
