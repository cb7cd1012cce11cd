// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "runtime/decide/context.h"
#include "runtime/state/blob.h"
#include "runtime/state/changes.h"

/// The small things that the state of a system holds: its clock, its sessions, what it has seen, its calls.
namespace onus::rt {

struct SystemClock {
  int64_t latest = INT64_MIN;       ///< the latest time seen (S26)
  uint64_t nextSequence = 1;        ///< of sessions
  int64_t nextDeadline = INT64_MAX; ///< no open ask that is still to be escalated runs out before
  int64_t earliestAsk = INT64_MAX;  ///< no open ask is over for everybody before

  /// The stored value; leaves the clock as it is where there is none. False where the bytes are none of ours.
  bool read(Text bytes);
  /// Empty without memory.
  Text store(Arena &arena) const;
};

struct Session {
  uint64_t sequence = 0; ///< in order of first sight
  bool lost = false;     ///< first seen at a turn other than 1 (S23)

  bool read(Text bytes);
  Text store(Arena &arena) const;
};

/// An (event, id) that passed the entry checks.
struct SeenEvent {
  bool asked = false; ///< it waits for its answer: it may be presented again
  Text digest;        ///< the action's, where it waits

  bool read(Text bytes);
  Text store(Arena &arena) const;
};

enum class CallStatus : uint8_t { NotAhead, Ahead, Answered };
bool readCall(Text bytes, CallStatus &status);
Text storeCall(CallStatus status);

/// How often something happened in a window: thresholds of `monitor` and `escalate … when`. Adds one to the stored
/// value under a name and returns how often it happened in the window.
int64_t countUp(Changes &changes, Arena &arena, uint32_t group, Text name, int64_t window, int64_t now);

} // namespace onus::rt
