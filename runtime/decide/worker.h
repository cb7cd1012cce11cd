// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "runtime/base/buffer.h"
#include "runtime/decide/decision.h"

namespace onus::rt {

/// The memory that one thread decides with. What a decision gives lives in it until the next one begins.
struct Worker {
  Arena arena;
  Decision decision;
  Buffer record, redacted; ///< what decisions write
  Buffer scratch;          ///< canonical forms, on their way into a digest

  void begin(size_t limit) {
    arena.setLimit(limit);
    arena.reset();
    decision = Decision();
    record.clear();
    redacted.clear();
    scratch.clear();
  }
};

} // namespace onus::rt
