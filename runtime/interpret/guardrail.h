// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "runtime/base/chain.h"
#include "runtime/interpret/redaction.h"
#include "runtime/interpret/roots.h"

/// One guardrail against one event: which rules fire, which of them exceptions lift, what fails, what it would redact
/// and what it owes the log (S1 to S6, S41, S42). Nothing here decides; the engine weighs what all guardrails say.
/// Rules, exceptions and items are named by their rows in the bundle; all of this lies in the decision's arena.
namespace onus::rt {

/// An exception whose `when` failed: it does not lift.
struct ExceptionFailure {
  ExceptionFailure *next = nullptr;
  uint32_t exception = none; ///< of Exceptions
  Cause cause = Cause::Content;
  Text why;
};

struct FiredRule {
  FiredRule *next = nullptr;
  uint32_t rule = none;     ///< of Rules
  uint32_t liftedBy = none; ///< of Exceptions; none: it counts
  Verdict verdict = Verdict::Deny;
  Chain<ExceptionFailure> failedExceptions;
  Span<Redaction> redactions;

  bool isLifted() const { return liftedBy != none; }
};

struct RuleFailure {
  RuleFailure *next = nullptr;
  uint32_t rule = none; ///< of Rules; none: the event could not be added to history that the guardrail reads
  Cause cause = Cause::Content;
  Text why;
  Verdict verdict = Verdict::Deny; ///< what the guardrail's `fails` makes of it
  Text ask;                        ///< of `fails to ask`: who is asked
};

/// A value that the log owes.
struct LoggedItem {
  LoggedItem *next = nullptr;
  uint32_t item = none; ///< of Log
  Outcome value;
  Span<bool> masked; ///< of an effect's list parameter: which elements came from a sensitive argument (S37)
};

struct GuardrailResult {
  uint32_t guardrail = none; ///< of Guardrails
  uint32_t place = 0;        ///< in the system
  bool selected = false;     ///< else it is here because of its history
  bool shadow = false;
  Chain<FiredRule> fired;
  Chain<RuleFailure> failures;
  Chain<LoggedItem> log; ///< only where a record is asked for, as are the notes
  Observer notes;
  int64_t steps = 0; ///< that its rules and exceptions took (S38)

  /// The strictest of what fired and was not lifted, and what failed.
  Verdict strictest() const;
};

/// What log items may take in one decision, on steps of their own: they are no part of what the artifact states as its
/// worst cost, and are evaluated only for a record.
inline constexpr int64_t recordFuel = int64_t{1} << 26;

/// Evaluates guardrails, one after the other, against one event.
class Judge {
public:
  /// All are borrowed; `history` answers what guardrails ask of the past. `record` is null where no record is asked
  /// for: then neither notes nor log items are gathered; else it is what log items may take.
  Judge(const Bundle &bundle, Arena &arena, Fuel &fuel, Roots &roots, const HistoryReader *history, Fuel *record);

  /// Evaluates every rule of the guardrail at a place of the event's system into `result`, which must be new. Without
  /// memory for a result the arena is exhausted, and the decision must be to deny.
  void run(uint32_t place, GuardrailResult &result);

private:
  bool apply(uint32_t rule);
  bool isFor(const RuleRow &rule) const;
  void fire(uint32_t rule);
  void lift(FiredRule &fired);
  bool lifts(const ExceptionRow &exception, uint32_t rule) const;
  void fail(uint32_t rule, const Outcome &outcome);
  void bindLets();
  void gatherLog();

  const Bundle &bundle_;
  Arena &arena_;
  Fuel &fuel_;
  Roots &roots_;
  Fuel *record_;
  Evaluator evaluator_;
  uint32_t toolPlace_ = none; ///< among the system's tools
  // Of the guardrail that is evaluated:
  const GuardrailRow *guardrail_ = nullptr;
  const Local *locals_ = nullptr;
  GuardrailResult *result_ = nullptr;
};

/// What the guardrail's `fails` makes of a failure at an instant (S3). `rule` may be none.
RuleFailure failureOf(const Bundle &bundle, const GuardrailRow &guardrail, uint32_t rule, Cause cause, Text why,
                      int64_t now);

} // namespace onus::rt
