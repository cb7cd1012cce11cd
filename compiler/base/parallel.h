// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "llvm/ADT/STLExtras.h"

#include <cstddef>

namespace onus {

/// How many threads can run at once on this machine; at least 1.
unsigned hardwareThreads();

/// Calls `work` once with each number below `count`, from up to `threads` threads (the caller's is one of them), in no
/// particular order. Returns when all calls did. An exception of a call ends the others early and is thrown on. Each
/// thread has as much stack as programs usually begin with.
void inParallel(size_t count, unsigned threads, llvm::function_ref<void(size_t)> work);

} // namespace onus
