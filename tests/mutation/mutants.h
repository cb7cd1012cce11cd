// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

/// Slightly wrong programs: a project with one word deleted or written twice, or with a whole part taken out.
namespace onus::tests {

/// One mistake in one file of a project.
struct Mutant {
  enum class Edit { Delete, Duplicate };
  std::string file; ///< relative to the project
  size_t begin = 0; ///< bytes of what is edited
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

/// Every word, line, node of the tree and clause (a keyword with what follows it) taken out of a file that holds no
/// tests; of edits that leave the same text, the first.
std::vector<Mutant> deletionsOf(const std::string &project);

} // namespace onus::tests
