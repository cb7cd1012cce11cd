// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "evaluate/expression.h"
#include "evaluate/roots.h"

/// One guardrail against one event: which rules fire, which of them exceptions lift, what fails, what it would redact
/// and what it owes the log (S1 to S6, S41, S42). Nothing here decides; the engine weighs what all guardrails say.
namespace onus::evaluate {

/// A place of the event that is replaced by `[redacted]`, or whose matches are.
struct Redaction {
  std::string path;    ///< as written: `result.messages`
  std::string pointer; ///< JSON Pointer into the event; empty where the path is no plain one
  std::string pattern; ///< empty: the whole value
};

/// An exception whose `when` failed: it does not lift.
struct ExceptionFailure {
  const ir::Exception *exception = nullptr;
  Failure failure;
};

struct FiredRule {
  const ir::Rule *rule = nullptr;
  const ir::Exception *liftedBy = nullptr;
  std::vector<ExceptionFailure> failedExceptions;
  std::vector<Redaction> redactions;
};

struct RuleFailure {
  const ir::Rule *rule = nullptr; ///< null: the event could not be added to history that the guardrail reads
  Failure failure;
  ir::Verdict verdict = ir::Verdict::Deny; ///< what the guardrail's `fails` makes of it
  std::string ask;                         ///< of `fails to ask`
};

/// A value that the log owes.
struct LoggedItem {
  const ir::LogItem *item = nullptr;
  Outcome value;
  std::vector<bool> masked; ///< of an effect's list parameter: which elements came from a sensitive argument (S37)
};

struct GuardrailResult {
  const ir::Guardrail *guardrail = nullptr;
  size_t place = 0;      ///< in the system
  bool selected = false; ///< else it is here because of its history
  bool shadow = false;
  std::vector<FiredRule> fired;
  std::vector<RuleFailure> failures;
  std::vector<LoggedItem> log;
  Observer notes;
  int64_t steps = 0; ///< that its rules and exceptions took (S38)

  /// The strictest of what fired and was not lifted, and what failed.
  ir::Verdict strictest() const;
};

/// What the guardrail's `fails` makes of a failure at an instant (S3).
RuleFailure failureOf(const ir::Guardrail &guardrail, const ir::Rule *rule, Failure failure, Instant now);

/// Evaluates every rule of the guardrail. `masked` are the reads whose values no record shows; `watcher` may be null.
GuardrailResult judge(const ir::Guardrail &guardrail, EventRoots &roots, History &history, Tables &tables,
                      const llvm::DenseSet<const ir::Expr *> &masked, Watcher *watcher = nullptr);

} // namespace onus::evaluate
