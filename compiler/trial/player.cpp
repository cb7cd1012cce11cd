// SPDX-License-Identifier: Apache-2.0
#include "trial/player.h"

#include "evaluate/expression.h"
#include "trial/expectation.h"

#include "llvm/Support/MathExtras.h"

namespace onus::trial {

using check::TypedStep;

Player::Player(const check::TypedTest &test, evaluate::Engine &engine, evaluate::Tables &constants, Day asOf)
    : test_(test), constants_(constants), engine_(engine),
      now_(static_cast<Instant>(asOf) * millisPerDay + millisPerDay / 2),
      agent_(json::Object{{"id", "test-agent"}, {"on_behalf_of", "test-user"}}), context_(json::Object{}) {
  result_.test = &test;
  result_.name = test.decl->what.value.str();
}

void Player::compareWith(const Bytecode &bytecode) {
  if (bytecode.bundle())
    runtime_ = std::make_unique<BytecodeEngine>(*bytecode.bundle());
  if (!bytecode.problem().empty())
    find(test_.decl->what.range, "the bytecode of this policy is unsound: this is a mistake of Onus, not of the policy",
         {bytecode.problem()});
}

TestResult Player::play() {
  for (size_t place = 0; place < test_.steps.size(); ++place)
    step(place);
  return std::move(result_);
}

void Player::find(source::Range range, std::string message, std::vector<std::string> notes) {
  result_.findings.push_back({range, std::move(message), std::move(notes)});
}

void Player::step(size_t place) {
  const TypedStep &step = test_.steps[place];
  switch (step.syntax->kind) {
  case StepKind::At:
  case StepKind::After:
  case StepKind::Session:
  case StepKind::Agent:
  case StepKind::Context:
    return surroundings(step);
  case StepKind::Event:
    return event(place);
  case StepKind::Signal:
    return; // belongs to the event before it, and was presented with it
  case StepKind::Approved:
    return approved(place);
  case StepKind::Expect:
    return expect(step);
  }
}

void Player::surroundings(const TypedStep &step) {
  switch (step.syntax->kind) {
  case StepKind::At:
    now_ = step.syntax->at.value;
    return;
  case StepKind::After:
    if (llvm::AddOverflow(now_, step.syntax->after.value, now_))
      find(step.syntax->range, "this leads beyond the end of time");
    return;
  case StepKind::Session:
    if (json::Value name = valueOf(step); name.asString())
      session_ = *name.asString();
    return;
  case StepKind::Agent:
    agent_ = valueOf(step);
    return;
  default: // Context, which replaces the earlier one
    context_ = valueOf(step);
    return;
  }
}

json::Value Player::valueOf(const TypedStep &step, const ir::Expr *value) {
  if (!value)
    return {};
  evaluate::Outcome outcome = evaluate::Evaluator(constants_, nullptr, nullptr).evaluate(value);
  if (!outcome.failed())
    return toJson(outcome.value());
  find(step.syntax->range, "this value cannot be computed: " + outcome.failure().why);
  return {};
}

// ---- Events

json::Object Player::envelope(const TypedStep &step) {
  std::string kind = syntax::word(step.syntax->event).str();
  json::Object event{{"id", "e-" + std::to_string(nextId_++)}, {"event", kind}};
  event.emplace_back("system", test_.system->symbol->name);
  event.emplace_back("session", json::Object{{"id", session_}, {"turn", json::Value::integer(++turns_[session_])}});
  if (!agent_.isNull())
    event.emplace_back("agent", agent_);
  event.emplace_back("context", context_);
  return event;
}

void Player::addTool(json::Object &event, const TypedStep &step) {
  std::string tool = step.tool ? step.tool->qualified : step.syntax->tool.text();
  event.emplace_back("tool", tool);
  if (step.syntax->event == syntax::EventKind::Result)
    return addResult(event, step, tool);
  json::Value args = valueOf(step);
  if (args.isNull())
    args = json::Object{};
  calls_[tool] = {*event.front().second.asString(), args, false};
  event.emplace_back("args", std::move(args));
}

/// A result answers the last call of its tool and has its arguments, unless it states others. Where there is no call,
/// or it has its result already, it stands for one that went ahead.
void Player::addResult(json::Object &event, const TypedStep &step, const std::string &tool) {
  auto last = calls_.find(tool);
  standalone_ = last == calls_.end();
  json::Value args = valueOf(step, step.args);
  if (args.isNull())
    args = standalone_ ? json::Value(json::Object{}) : last->second.args;
  event.emplace_back("args", std::move(args));
  if (!standalone_ && !last->second.answered) {
    event.front().second = last->second.id;
    last->second.answered = true;
  }
  json::Value value = valueOf(step);
  if (value.isNull() && step.syntax->error)
    value = "";
  event.emplace_back("result", std::move(value));
  if (step.syntax->error)
    event.emplace_back("error", true);
}

void Player::event(size_t place) {
  const TypedStep &step = test_.steps[place];
  standalone_ = false;
  event_ = envelope(step);
  signals_.clear();
  approvals_.clear();
  syntax::EventKind kind = step.syntax->event;
  if (kind == syntax::EventKind::Call || kind == syntax::EventKind::Result)
    addTool(event_, step);
  else if (step.value)
    event_.emplace_back("text", valueOf(step));
  gatherSignals(place);
  present(place);
}

/// The answers of detectors stand in the lines below the event.
void Player::gatherSignals(size_t place) {
  for (size_t next = place + 1; next < test_.steps.size(); ++next) {
    const TypedStep &step = test_.steps[next];
    if (step.syntax->kind != StepKind::Signal)
      return;
    json::Value answer = step.syntax->unavailable ? json::Value(json::Object{{"error", "unavailable"}})
                                                  : json::Value(json::Object{{"value", valueOf(step)}});
    for (const std::string &key : step.signalKeys) {
      llvm::erase_if(signals_, [&](const json::Member &known) { return known.first == key; });
      signals_.emplace_back(key, answer);
    }
  }
}

void Player::present(size_t place) {
  json::Object event = event_;
  event.emplace_back("time", formatInstant(now_));
  if (!signals_.empty())
    event.emplace_back("signals", signals_);
  if (!approvals_.empty())
    event.emplace_back("approvals", approvals_);
  result_.events.push_back({json::write(json::Value(std::move(event))), standalone_});
  decision_ = engine_.judge(result_.events.back().line, {.skipArguments = standalone_, .watcher = spectator_});
  result_.records.push_back(decision_->record);
  result_.steps += decision_->steps();
  if (spectator_)
    spectator_->decided(test_, place, *decision_);
  compare(result_.events.back());
}

void Player::compare(const PresentedEvent &event) {
  source::Range what = test_.decl->what.range;
  const ir::System *system = decision_->system;
  if (system && decision_->steps() > system->worstCost)
    find(what, "a decision took " + std::to_string(decision_->steps()) + " steps, more than the " +
                   std::to_string(system->worstCost) + " that the compiler states: this is its mistake");
  if (!runtime_)
    return;
  std::string record = runtime_->decide(event.line, event.standalone);
  if (record != decision_->record)
    find(what, "the plain evaluator and the bytecode decide differently: this is a mistake of Onus, not of the policy",
         {"event: " + event.line, "plain: " + decision_->record, "bytecode: " + record});
}

// ---- Approvals

/// Who gives the approval: the lead for a team, the person itself, the user for `user`.
std::string Player::approver(const TypedStep &step) const {
  if (step.syntax->user)
    return agent_.string("on_behalf_of").str();
  if (!step.party)
    return {};
  return step.party->lead ? step.party->lead->name() : step.party->name();
}

void Player::approved(size_t place) {
  const TypedStep &step = test_.steps[place];
  if (!decision_)
    return find(step.syntax->range, "there is no event that could be approved");
  std::string party = step.syntax->user ? "user" : step.party ? step.party->name() : std::string();
  approvals_.push_back(json::Object{
      {"party", party}, {"by", approver(step)}, {"at", formatInstant(now_)}, {"of", decision_->actionDigest}});
  gatherSignals(place);
  present(place);
}

void Player::expect(const TypedStep &step) {
  ++result_.expectations;
  if (!decision_)
    return find(step.syntax->range, "there is no event before this");
  if (auto unmet = judge(step, *decision_))
    find(step.syntax->range, std::move(*unmet), explain(*decision_));
}

} // namespace onus::trial
