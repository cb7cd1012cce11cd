// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "runtime/decide/decision.h"

/// Asks that wait, and the approvals that answer them: bound to the exact action (S16, S17, S39).
namespace onus::rt {

/// One party that was asked about an action, and by which guardrail.
struct AskedParty {
  Text party, guardrail;
  int64_t at = 0;
  int64_t within = 0;
  bool escalated = false;
  int64_t deadline() const;
};

/// An action that waits for approvals: the value under its digest among the asks.
struct OpenAsk {
  Text eventId, session;
  AskedParty *parties = nullptr;
  size_t count = 0;

  /// The last deadline of its parties: afterwards nobody can answer.
  int64_t expires() const;
};

/// Takes a stored ask apart; false where the bytes are none of ours or there is no memory.
bool readAsk(Text bytes, Arena &arena, OpenAsk &ask);
/// The stored ask; empty without memory.
Text storeAsk(const OpenAsk &ask, Arena &arena);

/// What the event's approvals say to one asked party.
Answer answerOf(const Bundle &bundle, const Event &event, const AskedParty &asked, Text digest);

} // namespace onus::rt
