// SPDX-License-Identifier: Apache-2.0
#include "runtime/interpret/guardrail.h"

#include "runtime/interpret/waiver.h"

#include <new>

namespace onus::rt {

namespace {

Verdict stricter(Verdict left, Verdict right) { return left < right ? right : left; }

/// A new item in the arena; null where there is no memory.
template <typename T>
T *make(Arena &arena) {
  auto *room = arena.array<T>(1);
  return room ? new (room) T() : nullptr;
}

} // namespace

Verdict GuardrailResult::strictest() const {
  Verdict verdict = Verdict::Allow;
  for (const FiredRule &rule : fired)
    if (!rule.isLifted())
      verdict = stricter(verdict, rule.verdict);
  for (const RuleFailure &failure : failures)
    verdict = stricter(verdict, failure.verdict);
  return verdict;
}

RuleFailure failureOf(const Bundle &bundle, const GuardrailRow &guardrail, uint32_t rule, Cause cause, Text why,
                      int64_t now) {
  RuleFailure made;
  made.rule = rule;
  made.cause = cause;
  made.why = why;
  if (cause == Cause::Content)
    return made;
  switch (guardrail.fails) {
  case FailsMode::Closed:
    break;
  case FailsMode::Open:
    if (guardrail.failsWaiver != none && inForce(bundle.row<Section::Waivers>(guardrail.failsWaiver), now))
      made.verdict = Verdict::Allow;
    break;
  case FailsMode::Ask:
    made.verdict = Verdict::Ask;
    made.ask = bundle.text(guardrail.failsAsk);
    break;
  }
  return made;
}

Judge::Judge(const Bundle &bundle, Arena &arena, Fuel &fuel, Roots &roots, const HistoryReader *history, Fuel *record)
    : bundle_(bundle), arena_(arena), fuel_(fuel), roots_(roots), record_(record),
      evaluator_(bundle, arena, fuel, &roots, history) {
  if (roots.tool())
    toolPlace_ = static_cast<uint32_t>(roots.tool() - bundle.rows<Section::Tools>(roots.system().tools).data);
}

void Judge::run(uint32_t place, GuardrailResult &result) {
  result_ = &result;
  result.guardrail = roots_.system().guardrails.first + place;
  result.place = place;
  result.selected = true;
  guardrail_ = &bundle_.row<Section::Guardrails>(result.guardrail);
  result.shadow = guardrail_->shadow != none && inShadow(bundle_, *guardrail_, roots_.event().now);
  locals_ = nullptr;
  if (guardrail_->lets.count)
    bindLets();
  if (record_)
    evaluator_.observe(&result.notes);
  int64_t before = fuel_.left;
  for (uint32_t at = 0; at < guardrail_->rules.count; ++at)
    if (!apply(guardrail_->rules.first + at))
      break;
  result.steps = fuel_.used(before);
  if (!record_)
    return;
  evaluator_.observe(nullptr);
  if (!result.shadow)
    gatherLog();
}

/// The names that the guardrail gives to values, each in scope of those after it.
void Judge::bindLets() {
  Span<LetRow> lets = bundle_.rows<Section::Lets>(guardrail_->lets);
  auto *locals = arena_.array<Local>(lets.size);
  for (size_t at = 0; locals && at < lets.size; ++at) {
    auto *bound = new (locals + at) Local();
    bound->id = lets[at].local;
    bound->outer = locals_;
    bound->lazy = lets[at].value;
    locals_ = bound;
  }
}

/// The rule's `not_for` names tools to which it does not apply.
bool Judge::isFor(const RuleRow &rule) const {
  for (uint32_t tool : bundle_.rows<Section::Indexes>(rule.notFor))
    if (tool == toolPlace_)
      return false;
  return true;
}

/// False where the rules after this one may not be evaluated: they assume a condition that does not hold (S6).
bool Judge::apply(uint32_t rule) {
  const RuleRow &row = bundle_.row<Section::Rules>(rule);
  if (row.notFor.count && !isFor(row))
    return true;
  Cell holds = Cell::boolean(true);
  if (row.condition != none && !evaluator_.evaluate(row.condition, locals_, holds)) {
    fail(rule, evaluator_.failure());
    return !row.require;
  }
  if (!holds.isBool()) {
    fail(rule, Outcome::content("the condition is not there"));
    return !row.require;
  }
  bool isTrue = holds.isTrue();
  if (isTrue != (row.require != 0))
    fire(rule);
  return !row.require || isTrue;
}

void Judge::fire(uint32_t rule) {
  const RuleRow &row = bundle_.row<Section::Rules>(rule);
  if (row.verdict == Verdict::Ask && bundle_.text(row.askParty) == Text("user") && roots_.event().onBehalfOf.empty())
    return fail(rule, Outcome::engine("`agent.on_behalf_of` is missing: there is nobody to ask"));
  Span<Redaction> redactions;
  if (row.verdict == Verdict::Redact) {
    Outcome failure;
    switch (redactionsOf(bundle_, arena_, row, evaluator_, locals_, redactions, failure)) {
    case Redacts::Failed:
      return fail(rule, failure);
    case Redacts::Nothing: // `matching` found nothing
      return;
    case Redacts::Something:
      break;
    }
  }
  auto *fired = make<FiredRule>(arena_);
  if (!fired)
    return; // whoever decides sees that the arena is exhausted
  fired->rule = rule;
  fired->verdict = row.verdict;
  fired->redactions = redactions;
  lift(*fired);
  result_->fired.add(fired);
}

bool Judge::lifts(const ExceptionRow &exception, uint32_t rule) const {
  for (uint32_t place : bundle_.rows<Section::Indexes>(exception.lifts))
    if (guardrail_->rules.first + place == rule)
      return true;
  return false;
}

void Judge::lift(FiredRule &fired) {
  for (uint32_t at = 0; at < guardrail_->exceptions.count; ++at) {
    uint32_t place = guardrail_->exceptions.first + at;
    const ExceptionRow &exception = bundle_.row<Section::Exceptions>(place);
    if (!lifts(exception, fired.rule) || !inForce(exception, roots_.event().now))
      continue;
    Outcome when = exception.when != none ? evaluator_.evaluate(exception.when, locals_) : Outcome(Cell::boolean(true));
    if (when.failed) {
      auto *failure = make<ExceptionFailure>(arena_);
      if (!failure)
        return;
      failure->exception = place;
      failure->cause = when.cause;
      failure->why = when.why;
      fired.failedExceptions.add(failure);
    } else if (when.isTrue() && !fired.isLifted()) {
      fired.liftedBy = place;
    }
  }
}

void Judge::fail(uint32_t rule, const Outcome &outcome) {
  auto *failure = make<RuleFailure>(arena_);
  if (!failure)
    return;
  *failure = failureOf(bundle_, *guardrail_, rule, outcome.cause, outcome.why, roots_.event().now);
  result_->failures.add(failure);
}

void Judge::gatherLog() {
  uint32_t first = bundle_.row<Section::GuardrailsCold>(result_->guardrail).log.first;
  uint32_t count = bundle_.row<Section::GuardrailsCold>(result_->guardrail).log.count;
  evaluator_.charge(*record_);
  roots_.charge(*record_);
  for (uint32_t at = 0; at < count; ++at) {
    const LogRow &row = bundle_.row<Section::Log>(first + at);
    auto *item = make<LoggedItem>(arena_);
    if (!item)
      break;
    item->item = first + at;
    item->value = evaluator_.evaluate(row.value, locals_);
    item->masked = roots_.maskedElements(row.value);
    result_->log.add(item);
  }
  evaluator_.charge(fuel_);
  roots_.charge(fuel_);
}

} // namespace onus::rt
