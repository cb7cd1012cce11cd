// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"

#include <string>
#include <vector>

namespace onus::source {

/// What walking a directory found.
struct Walk {
  std::vector<std::string> files;    ///< .onus files, sorted; each file once, however many links lead to it
  std::vector<std::string> projects; ///< folders that were not walked because other projects begin there; sorted
  struct Remark {
    std::string path;
    std::string message;
    bool incomplete = false; ///< something may have been missed
  };
  std::vector<Remark> remarks;
};

/// A folder with an onus.toml of its own that is walked all the same.
struct WalkMember {
  std::string directory;            ///< absolute
  std::vector<std::string> exclude; ///< as its onus.toml says
};

/// Every .onus file below a directory but those that .gitignore files (from the repository's root down) or `exclude`
/// leave out, `.git`, and directories with an onus.toml of their own that are none of `members`. Members are walked
/// even where a .gitignore above them leaves them out. Links are followed within the directory; one that leads out of
/// it, or back to a directory that was walked, is remarked on and not followed.
Walk walk(llvm::StringRef directory, llvm::ArrayRef<std::string> exclude, llvm::ArrayRef<WalkMember> members = {});

} // namespace onus::source
