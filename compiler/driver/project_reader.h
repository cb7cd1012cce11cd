// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "check/program.h"
#include "source/layout.h"

#include <string>

namespace onus::driver {

/// Reads the files that sources name from disk, within their project only: an absolute path, or one that leads out of
/// the project's root (by `..` or by a link), is refused, so that what a policy means depends on nothing but its
/// project. What a member or a dependency names is looked for beside the source, then in the member's folder, then at
/// the root of its project.
class ProjectReader : public check::FileReader {
public:
  /// Keeps nothing of the layout.
  explicit ProjectReader(const source::Layout &layout);
  std::optional<std::string> read(llvm::StringRef fromFile, llvm::StringRef path, std::string &error) override;
  /// The absolute path of the file that `read` would read, which need not exist; nothing where it would refuse.
  std::optional<std::string> find(llvm::StringRef fromFile, llvm::StringRef path, std::string &error) const;

private:
  struct Place {
    std::string folder;         ///< of the unit
    std::string root, realRoot; ///< of its project
  };
  const Place &placeOf(llvm::StringRef fromFile) const;
  std::vector<Place> places_; ///< the project first
};

} // namespace onus::driver
