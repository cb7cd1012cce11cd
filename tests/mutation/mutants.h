// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

/// Slightly wrong programs: a project with one word deleted or written twice.
namespace onus::tests {

/// One mistake in one file of a project.
struct Mutant {
  enum class Edit { Delete, Duplicate };
  std::string file; ///< relative to the project
  size_t begin = 0; ///< bytes of the word
  size_t end = 0;
  Edit edit = Edit::Delete;

  std::string apply(const std::string &text) const;
  /// `refunds.onus:12: deleted 'because'`
  std::string describe(const std::string &text) const;
};

/// The .onus files below a project, relative to it, sorted.
std::vector<std::string> sourcesOf(const std::string &project);
std::string readWhole(const std::string &path);

/// At most `limit` mutants, spread evenly over all words of all files; always the same ones.
std::vector<Mutant> mutantsOf(const std::string &project, size_t limit);

} // namespace onus::tests
