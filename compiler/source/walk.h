// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"

#include <string>
#include <vector>

namespace onus::source {

/// What walking a directory found.
struct Walk {
  std::vector<std::string> files; ///< .onus files, sorted; each file once, however many links lead to it
  struct Remark {
    std::string path;
    std::string message;
    bool incomplete = false; ///< something may have been missed
  };
  std::vector<Remark> remarks;
};

/// Every .onus file below a directory but those that .gitignore files (from the repository's root down) or `exclude`
/// leave out, `.git`, and directories with an onus.toml of their own. Links are followed within the directory; one that
/// leads out of it, or back to a directory that was walked, is remarked on and not followed.
Walk walk(llvm::StringRef directory, llvm::ArrayRef<std::string> exclude);

} // namespace onus::source
