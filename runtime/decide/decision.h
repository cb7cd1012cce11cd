// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "runtime/interpret/event.h"
#include "runtime/interpret/guardrail.h"

/// What the engine decided about one event and why. The record is its JSON form. All of it lies in the memory of the
/// worker that decided, until its next decision.
namespace onus::rt {

/// Why an event was denied on entry (S9), or could not be decided.
struct Refusal {
  Text reason; ///< `malformed_event`; empty: it was not
  Text detail; ///< for people; holds no value of the event but names
  explicit operator bool() const { return !reason.empty(); }
};

enum class Answer : uint8_t { None, Approved, Refused };

inline constexpr int64_t defaultWithin = 3'600'000; ///< how long an approval may take, in milliseconds (S16)

/// A party that was asked, and what it said so far.
struct Ask {
  Ask *next = nullptr;
  Text party, guardrail;
  int64_t within = defaultWithin;
  int64_t askedAt = 0;
  Answer answer = Answer::None;
};

/// A party that must look at it, and by when (S42).
struct Escalation {
  Escalation *next = nullptr;
  Text guardrail, party;
  int64_t by = 0;
  Text eventId; ///< of the action whose ask nobody answered; else empty
};

/// A watcher of an exception that is used often.
struct Alert {
  Alert *next = nullptr;
  Text exception, party;
};

struct Decision {
  Event event;                           ///< what of it could be read
  const SystemRow *system = nullptr;     ///< null where the event names none
  const ToolRow *tool = nullptr;         ///< of call and result
  uint32_t systemPlace = none;           ///< of Systems
  uint32_t toolPlace = none;             ///< among the system's tools
  const DispatchRow *dispatch = nullptr; ///< what concerns the event, once it is known
  Verdict verdict = Verdict::Deny;
  Text reason; ///< of an entry check, of `uncovered`, or of what kept the engine from deciding; else empty
  Text detail;
  Text actionDigest;               ///< only where a record or an ask needs it
  Span<GuardrailResult *> results; ///< of the guardrails involved, in the system's order
  Chain<Ask> asks;                 ///< every party that was asked, answered or not
  Span<Redaction> redactions;      ///< carried out now
  Chain<Escalation> escalations;   ///< sorted
  Chain<Alert> alerts;             ///< sorted
  bool hasWouldBe = false;         ///< a guardrail in shadow selects the event
  Verdict wouldBe = Verdict::Allow;
  int64_t steps = 0; ///< elementary steps that the guardrails took (S38)
  Text record;       ///< one line of JSON without the line break; empty unless it was asked for
  Text redacted;     ///< the event as it may go on; empty unless that was asked for and something is redacted

  /// The event goes ahead.
  bool ahead() const { return verdict < Verdict::Ask; }
  /// A guardrail denied it, or a party that was asked refused.
  bool deniedByGuardrail() const;
};

} // namespace onus::rt
