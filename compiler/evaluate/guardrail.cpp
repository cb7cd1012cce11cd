// SPDX-License-Identifier: Apache-2.0
#include "evaluate/guardrail.h"

#include "evaluate/redaction.h"
#include "evaluate/waiver.h"

#include "llvm/ADT/STLExtras.h"

#include <deque>

namespace onus::evaluate {

ir::Verdict GuardrailResult::strictest() const {
  ir::Verdict verdict = ir::Verdict::Allow;
  for (const FiredRule &rule : fired)
    if (!rule.liftedBy)
      verdict = std::max(verdict, rule.rule->verdict);
  for (const RuleFailure &failure : failures)
    verdict = std::max(verdict, failure.verdict);
  return verdict;
}

RuleFailure failureOf(const ir::Guardrail &guardrail, const ir::Rule *rule, Failure failure, Instant now) {
  RuleFailure made{rule, std::move(failure), ir::Verdict::Deny, {}};
  if (made.failure.cause == Cause::Content)
    return made;
  switch (guardrail.fails) {
  case ir::FailsMode::Closed:
    break;
  case ir::FailsMode::Open:
    if (guardrail.failsWaiver && inForce(*guardrail.failsWaiver, now))
      made.verdict = ir::Verdict::Allow;
    break;
  case ir::FailsMode::Ask:
    made.verdict = ir::Verdict::Ask;
    made.ask = guardrail.failsAsk;
    break;
  }
  return made;
}

namespace {

class Judge {
public:
  Judge(const ir::Guardrail &guardrail, EventRoots &roots, History &history, Tables &tables)
      : guardrail_(guardrail), roots_(roots), tables_(tables), evaluator_(tables, &roots, &history) {
    for (const ir::LocalValue &let : guardrail.lets) {
      const Local *outer = lets_.empty() ? nullptr : &lets_.back();
      lets_.push_back({let.local, outer, let.value, std::nullopt, false});
    }
    locals_ = lets_.empty() ? nullptr : &lets_.back();
  }

  GuardrailResult run(const llvm::DenseSet<const ir::Expr *> &masked, Watcher *watcher) {
    result_.guardrail = &guardrail_;
    result_.selected = true;
    result_.shadow = inShadow(guardrail_, roots_.event().now);
    result_.notes.masked = &masked;
    result_.notes.watcher = watcher;
    evaluator_.observe(&result_.notes);
    int64_t before = tables_.steps();
    for (const ir::Rule &rule : guardrail_.rules)
      if (!apply(rule))
        break;
    evaluator_.observe(nullptr);
    result_.steps = tables_.steps() - before;
    if (!result_.shadow)
      for (const ir::LogItem &item : guardrail_.log)
        result_.log.push_back({&item, evaluator_.evaluate(item.value, locals_), roots_.maskedElements(*item.value)});
    result_.notes.masked = nullptr;
    result_.notes.watcher = nullptr;
    return std::move(result_);
  }

private:
  /// False where the rules after this one may not be evaluated: they assume a condition that does not hold (S6).
  bool apply(const ir::Rule &rule) {
    if (roots_.tool() && llvm::is_contained(rule.notFor, roots_.tool()->name))
      return true;
    Outcome holds = rule.condition ? evaluator_.evaluate(rule.condition, locals_) : Outcome::boolean(true);
    if (!holds.failed() && !holds.value().isBool())
      holds = Outcome::content("the condition is not there");
    if (holds.failed()) {
      fail(rule, holds.failure());
      return !rule.require;
    }
    if (holds.isTrue() != rule.require)
      fire(rule);
    return !rule.require || holds.isTrue();
  }

  void fire(const ir::Rule &rule) {
    FiredRule fired{&rule, nullptr, {}, {}};
    if (rule.verdict == ir::Verdict::Ask && rule.askParty == "user" && roots_.event().onBehalfOf().empty())
      return fail(rule, {Cause::Engine, "`agent.on_behalf_of` is missing: there is nobody to ask"});
    if (rule.verdict == ir::Verdict::Redact) {
      auto redactions = redactionsOf(rule, evaluator_, tables_, locals_);
      if (auto *failure = std::get_if<Failure>(&redactions))
        return fail(rule, *failure);
      auto &found = std::get<std::optional<std::vector<Redaction>>>(redactions);
      if (!found)
        return; // `matching` found nothing
      fired.redactions = std::move(*found);
    }
    lift(fired);
    result_.fired.push_back(std::move(fired));
  }

  void lift(FiredRule &fired) {
    for (const ir::Exception &exception : guardrail_.exceptions) {
      bool names = exception.lifts.empty() || llvm::is_contained(exception.lifts, fired.rule->label);
      if (!names || !inForce(exception, roots_.event().now))
        continue;
      Outcome when = exception.when ? evaluator_.evaluate(exception.when, locals_) : Outcome::boolean(true);
      if (when.failed())
        fired.failedExceptions.push_back({&exception, when.failure()});
      else if (when.isTrue() && !fired.liftedBy)
        fired.liftedBy = &exception;
    }
  }

  void fail(const ir::Rule &rule, Failure failure) {
    result_.failures.push_back(failureOf(guardrail_, &rule, std::move(failure), roots_.event().now));
  }

  const ir::Guardrail &guardrail_;
  EventRoots &roots_;
  Tables &tables_;
  Evaluator evaluator_;
  std::deque<Local> lets_;
  const Local *locals_ = nullptr;
  GuardrailResult result_;
};

} // namespace

GuardrailResult judge(const ir::Guardrail &guardrail, EventRoots &roots, History &history, Tables &tables,
                      const llvm::DenseSet<const ir::Expr *> &masked, Watcher *watcher) {
  return Judge(guardrail, roots, history, tables).run(masked, watcher);
}

} // namespace onus::evaluate
