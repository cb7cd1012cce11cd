// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "runtime/decide/digest.h"
#include "runtime/decide/stop_list.h"
#include "runtime/format/bundle.h"
#include "runtime/state/table.h"

/// What an engine knows besides its state: the same for every decision.
namespace onus::rt {

/// Sizes of an event (limits deny, never truncate), and of what an engine remembers.
struct Limits {
  size_t maxEventBytes = size_t{1} << 20;
  unsigned maxDepth = 64;
  size_t rememberedIds = 100'000; ///< (event, id) pairs and calls; the oldest are forgotten first
  size_t openAsks = 100'000;      ///< asks that wait for their answer
  size_t sessions = 100'000;      ///< sessions whose history is kept
};

struct Context {
  explicit Context(const Bundle &of) : bundle(of) {}

  const Bundle &bundle;
  onus_store store = {};
  Key key;
  Limits limits;
  uint32_t preset = none;         ///< of Systems: the one that events mean where they name none
  const StopList *stop = nullptr; ///< null: nothing is stopped
  uint64_t stamp = 0;             ///< tells this bundle's values in the state from another's
  size_t memory = 0;              ///< bytes that a decision may take at most

  // What the store calls them. It is made of names, not of places, so that a store outlives the bundle (S23).
  uint32_t *systemGroups = nullptr; ///< beside Systems
  uint32_t *slotGroups = nullptr;   ///< beside Slots
  uint64_t *since = nullptr;        ///< beside Slots: sessions that began before this number are lost to it (S23)
  bool *keepsSessions = nullptr;    ///< beside Systems: some slot's scope is the session
};

/// The key among ONUS_TABLE_META under which a system keeps its clock and counters, and in group 0 the engine the
/// digest of its last record.
inline constexpr Text metaClock = "clock", metaRecord = "record";
/// Before a slot's definition: since which session it is known.
inline constexpr Text metaSince = "since ";

} // namespace onus::rt
