// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace onus::backends::bytecode {

/// A perfect hash with as many slots as keys (docs/bytecode.md, "Sets").
struct PerfectSet {
  uint64_t seed = 0;
  std::vector<uint32_t> displacements; ///< for each bucket
  std::vector<uint32_t> keys;          ///< for each slot: which of the given keys lies there
};

/// Finds one for keys that are all different. The same keys give the same set. Nothing where none was found under any
/// of the seeds that are tried, which takes keys that were made for it.
std::optional<PerfectSet> findPerfectSet(llvm::ArrayRef<llvm::StringRef> keys);

} // namespace onus::backends::bytecode
