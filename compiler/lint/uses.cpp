// SPDX-License-Identifier: Apache-2.0
#include "lint/uses.h"

namespace onus::lint {

Uses::Uses(const check::Program &program, bool library) {
  for (const auto &package : program.names->packages()) {
    if (package->standard && !library)
      continue;
    for (const syntax::File *file : package->files) {
      std::vector<check::Reference> &found = byFile_[file];
      found = check::references(program, *file);
      for (const check::Reference &each : found) {
        if (each.inUse)
          continue;
        for (const void *what : {static_cast<const void *>(each.symbol), static_cast<const void *>(each.local),
                                 static_cast<const void *>(each.import)})
          if (what)
            used_.insert(what);
      }
    }
  }
}

llvm::ArrayRef<check::Reference> Uses::in(const syntax::File &file) const {
  auto found = byFile_.find(&file);
  if (found == byFile_.end())
    return {};
  return found->second;
}

} // namespace onus::lint
