// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "runtime/format/layout.h"

/// One event as an engine presents it: the envelope read, the rest still JSON cells. `decide/entry` makes it; it never
/// changes but for `now`, which the engine sets.
namespace onus::rt {

struct Event {
  Cell document; ///< a JsonObject once it could be read, else Absent
  Text kindWord;
  bool known = false; ///< `kind` is set: a kind of event that exists
  EventKind kind = EventKind::Call;
  Text id, session, tool; ///< `tool` of call and result
  bool hasTurn = false;
  int64_t turn = 0;
  int64_t time = 0; ///< as the event says, in milliseconds since 1970
  int64_t now = 0;  ///< never earlier than that of the event before (S26)
  // Members of the document that decisions read, found once; null where they are not there.
  const Cell *args = nullptr, *result = nullptr, *error = nullptr, *context = nullptr, *agent = nullptr,
             *signals = nullptr, *approvals = nullptr, *text = nullptr, *toolDigest = nullptr, *system = nullptr,
             *writtenTime = nullptr;
  Text agentId, onBehalfOf, credentialId; ///< empty where they are not there

  bool hasTool() const { return known && (kind == EventKind::Call || kind == EventKind::Result); }
};

} // namespace onus::rt
