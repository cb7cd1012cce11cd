// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "evaluate/approval.h"
#include "evaluate/guardrail.h"

/// What the engine decided about one event and why. The record is its JSON form; policy tests read it as it is.
namespace onus::evaluate {

/// A party that was asked, and what it said so far.
struct Ask {
  std::string party;
  std::string guardrail;
  Millis within = 3'600'000;
  Instant askedAt = 0;
  Answer answer = Answer::None;
};

/// A party that must look at it, and by when (S42).
struct Escalation {
  std::string guardrail;
  std::string party;
  Instant by = 0;
  std::string eventId; ///< of the action whose ask nobody answered; else empty
};

/// A watcher of an exception that is used often.
struct Alert {
  std::string exception;
  std::string party;
};

struct Decision {
  Event event;                        ///< what of it could be read
  const ir::System *system = nullptr; ///< null where the event names none
  const ir::Tool *tool = nullptr;
  ir::Verdict verdict = ir::Verdict::Deny;
  std::string reason; ///< of an entry check or `uncovered`; else empty
  std::string detail;
  std::string actionDigest;
  std::vector<GuardrailResult> results; ///< of the guardrails involved, in the system's order
  std::vector<Ask> asks;                ///< every party that was asked, answered or not
  std::vector<Redaction> redactions;    ///< carried out now
  std::vector<Escalation> escalations;
  std::vector<Alert> alerts;
  std::optional<ir::Verdict> wouldBe; ///< where a guardrail in shadow selects the event
  std::string record;                 ///< one line of JSON without the line break

  /// The event goes ahead.
  bool ahead() const { return verdict < ir::Verdict::Ask; }
  /// A guardrail denied it, or a party that was asked refused.
  bool deniedByGuardrail() const;
  /// Elementary steps that the guardrails took: never more than the system's worst case (S38).
  int64_t steps() const;
};

} // namespace onus::evaluate
