// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"

#include <string>
#include <vector>

namespace onus::driver {

/// The files of the standard library (as indices into `stdlib::files()`, ascending) that texts mention by package or
/// full name, directly or through one another; names in comments mention nothing. What nobody mentions is not even
/// parsed, so the library may grow without slowing anybody down. A name in `std` that no package has brings in
/// everything: a suggestion may then be found.
std::vector<size_t> reachedLibraryFiles(llvm::ArrayRef<llvm::StringRef> texts);

} // namespace onus::driver
