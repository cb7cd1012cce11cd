// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "check/program.h"

#include <string>

namespace onus::driver {

/// Reads the files that sources name from disk, within the project only: an absolute path, or one that leads out of the
/// project's root (by `..` or by a link), is refused, so that what a policy means depends on nothing but its project.
class ProjectReader : public check::FileReader {
public:
  /// `root` is absolute.
  ProjectReader(std::string root);
  std::optional<std::string> read(llvm::StringRef fromFile, llvm::StringRef path, std::string &error) override;

private:
  std::string root_, realRoot_;
};

} // namespace onus::driver
