// SPDX-License-Identifier: Apache-2.0
#include "lint/trials.h"

#include "lint/facts.h"
#include "lower/lower.h"
#include "trial/policy_test.h"

#include "llvm/ADT/STLExtras.h"

namespace onus::lint {

namespace {

/// Elementary steps that all tests together may take: some seconds. A project with more is told nothing here.
constexpr int64_t mostSteps = 20'000'000;

bool denies(const ir::Rule &rule) { return rule.verdict == ir::Verdict::Deny; }

bool isComparison(ir::ExprKind kind) {
  return kind == ir::ExprKind::Less || kind == ir::ExprKind::LessEqual || kind == ir::ExprKind::Greater ||
         kind == ir::ExprKind::GreaterEqual;
}

bool isNumber(const evaluate::Value &value) {
  switch (value.kind()) {
  case evaluate::ValueKind::Int:
  case evaluate::ValueKind::Decimal:
  case evaluate::ValueKind::Duration:
  case evaluate::ValueKind::Date:
  case evaluate::ValueKind::Instant:
    return true;
  default:
    return false;
  }
}

} // namespace

Trials::Trials(const check::Program &program, const Facts &facts) {
  for (const check::TypedTest &test : program.tests)
    if (test.system->symbol && facts.isOwn(test.file->id) && facts.isOwn(test.system->symbol->file->id))
      touched_[test.system];
  if (touched_.empty())
    return;
  // Lint runs over programs without an error of the compiler; the findings of rules are none.
  diagnostics::Reporter none;
  lower::Options lowering;
  lowering.digests = false;
  module_ = lower::lower(*lower::LowerableProgram::from(program, none), lowering);
  prepare(program);
  trial::Options options;
  options.asOf = program.options.asOf;
  options.spectator = this;
  options.steps = mostSteps;
  auto results = trial::runTests(program, module_, options);
  complete_ = results.size() == program.tests.size();
  for (trial::TestResult &result : results)
    for (trial::PresentedEvent &event : result.events)
      byTest_[result.test].lines.push_back(std::move(event.line));
  numbers_.clear();
}

void Trials::prepare(const check::Program &program) {
  for (const ir::System &system : module_.systems)
    for (const ir::Guardrail &guardrail : system.guardrails)
      lowered_[guardrail.name].push_back({&system, &guardrail});
  for (const auto &[system, touched] : touched_)
    for (const check::TypedGuardrail &typed : system->guardrails)
      byGuardrail_[typed.guardrail].rules.resize(typed.guardrail->rules.size());
  for (const check::Guardrail &guardrail : program.guardrails) {
    guardrails_[guardrail.name()] = &guardrail;
    for (const check::Exception &exception : guardrail.exceptions)
      exceptions_[exception.name] = &exception;
  }
}

const GuardrailTrial *Trials::of(const check::Guardrail &guardrail) const {
  auto found = byGuardrail_.find(&guardrail);
  return complete_ && found != byGuardrail_.end() ? &found->second : nullptr;
}

llvm::ArrayRef<Lowered> Trials::lowered(const check::Guardrail &guardrail) const {
  auto found = lowered_.find(guardrail.name());
  if (found == lowered_.end())
    return {};
  return found->second;
}

const TestTrial *Trials::of(const check::TypedTest &test) const {
  auto found = byTest_.find(&test);
  return complete_ && found != byTest_.end() ? &found->second : nullptr;
}

const ExprTrial *Trials::of(const ir::Expr *expr) const {
  auto found = byExpr_.find(expr);
  return complete_ && found != byExpr_.end() ? &found->second : nullptr;
}

bool Trials::touches(const check::System &system, const check::Tool &tool) const {
  auto found = touched_.find(&system);
  return found != touched_.end() && found->second.count(tool.qualified) > 0;
}

void Trials::evaluated(const ir::Expr &expr, const evaluate::Outcome &outcome) {
  if (outcome.failed()) {
    byExpr_[&expr].failed |= outcome.failure().cause == evaluate::Cause::Engine;
    numbers_.erase(&expr);
    return;
  }
  const evaluate::Value &value = outcome.value();
  if (isNumber(value))
    numbers_[&expr] = value.number();
  if (!value.isBool())
    return;
  ExprTrial &trial = byExpr_[&expr];
  (value.isTrue() ? trial.isTrue : trial.isFalse) = true;
  if (!isComparison(expr.kind) || trial.compared.size() >= ExprTrial::most)
    return;
  auto left = numbers_.find(expr.operand(0)), right = numbers_.find(expr.operand(1));
  if (left != numbers_.end() && right != numbers_.end())
    trial.compared.emplace(left->second, right->second);
}

void Trials::decided(const check::TypedTest &test, size_t step, const evaluate::Decision &decision) {
  auto touched = touched_.find(test.system);
  if (touched == touched_.end())
    return;
  if (decision.tool)
    touched->second.insert(decision.tool->name);
  TestTrial &played = byTest_[&test];
  if (played.events.empty())
    played.begins = decision.event.now;
  EventTrial event;
  event.step = step;
  event.verdict = decision.verdict;
  event.reason = decision.reason;
  for (const evaluate::GuardrailResult &result : decision.results)
    if (auto guardrail = guardrails_.find(result.guardrail->name); result.selected && guardrail != guardrails_.end()) {
      GuardrailTrial &trial = byGuardrail_[guardrail->second];
      ++trial.events;
      trial.longest = std::max(trial.longest, decision.event.now - played.begins);
      noteRules(result, decision.tool, trial);
      note(result, *guardrail->second, event);
    }
  for (const evaluate::Ask &ask : decision.asks)
    if (auto asking = guardrails_.find(ask.guardrail);
        asking != guardrails_.end() && ask.answer == evaluate::Answer::Approved)
      byGuardrail_[asking->second].approvals.insert(ask.party);
  played.events.push_back(std::move(event));
}

void Trials::note(const evaluate::GuardrailResult &result, const check::Guardrail &guardrail, EventTrial &event) {
  for (const evaluate::FiredRule &fired : result.fired)
    if (fired.liftedBy)
      if (auto exception = exceptions_.find(fired.liftedBy->name); exception != exceptions_.end()) {
        used_.insert(exception->second);
        event.lifting.push_back(exception->second);
      }
  if (result.shadow)
    return;
  event.canDeny += llvm::any_of(result.guardrail->rules, denies);
  auto add = [&](const ir::Rule *rule) {
    auto place = rule - result.guardrail->rules.data();
    event.deniers.push_back({&guardrail, rule ? guardrail.rules[static_cast<size_t>(place)] : nullptr});
  };
  for (const evaluate::FiredRule &fired : result.fired)
    if (!fired.liftedBy && denies(*fired.rule))
      add(fired.rule);
  for (const evaluate::RuleFailure &failure : result.failures)
    if (failure.verdict == ir::Verdict::Deny)
      add(failure.rule);
}

/// Rules are evaluated in order; those that follow a requirement which does not hold are not.
void Trials::noteRules(const evaluate::GuardrailResult &result, const ir::Tool *tool, GuardrailTrial &trial) {
  const std::vector<ir::Rule> &rules = result.guardrail->rules;
  for (size_t place = 0; place < rules.size(); ++place) {
    const ir::Rule &rule = rules[place];
    if (tool && llvm::is_contained(rule.notFor, tool->name))
      continue;
    bool fired = llvm::any_of(result.fired, [&](const auto &each) { return each.rule == &rule; });
    auto failure = llvm::find_if(result.failures, [&](const auto &each) { return each.rule == &rule; });
    bool failed = failure != result.failures.end();
    trial.failed |= failed && failure->failure.cause == evaluate::Cause::Engine;
    if (!failed)
      ++(fired ? trial.rules[place].fired : trial.rules[place].silent);
    if (rule.require && (fired || failed))
      return;
  }
}

} // namespace onus::lint
