// SPDX-License-Identifier: Apache-2.0
#include "evaluate/engine.h"

#include "evaluate/obligations.h"
#include "evaluate/record.h"
#include "evaluate/redaction.h"
#include "evaluate/state_file.h"
#include "evaluate/waiver.h"

#include "llvm/ADT/STLExtras.h"

namespace onus::evaluate {

using ir::Verdict;

bool Decision::deniedByGuardrail() const {
  bool denies = llvm::any_of(
      results, [](const GuardrailResult &result) { return !result.shadow && result.strictest() == Verdict::Deny; });
  return denies || llvm::any_of(asks, [](const Ask &ask) { return ask.answer == Answer::Refused; });
}

int64_t Decision::steps() const {
  int64_t sum = 0;
  for (const GuardrailResult &result : results)
    sum += result.steps;
  return sum;
}

Engine::Engine(const ir::Module &module, EngineOptions options)
    : module_(module), options_(std::move(options)), tables_(module_), state_(module_, options_.limits) {
  for (const ir::System &system : module_.systems)
    indexes_.emplace(&system, SystemIndex(system));
}

const SystemIndex &Engine::index(const ir::System &system) const { return indexes_.find(&system)->second; }

const ir::System *Engine::findSystem(llvm::StringRef name) const {
  const ir::System *found = nullptr;
  for (const ir::System &system : module_.systems) {
    if (system.name == name)
      return &system;
    if (llvm::StringRef(system.name).rsplit('.').second != name)
      continue;
    if (found)
      return nullptr;
    found = &system;
  }
  return found;
}

Decision Engine::judge(llvm::StringRef eventLine, const JudgeOptions &options) {
  Decision decision;
  auto refusal = enter(decision, eventLine, options);
  if (decision.system)
    remembering_.insert(decision.system);
  if (refusal) {
    refuse(decision, *refusal);
  } else {
    SystemState &state = *state_.system(decision.system->name);
    decision.event.now = std::max(decision.event.time, state.clock);
    EventRoots roots(decision.event, *decision.system, decision.tool, tables_);
    EventHistory history(state, roots, tables_,
                         index(*decision.system).recording(*decision.event.kind, decision.event.tool));
    judgeGuardrails(decision, roots, history, options.watcher);
    judgeHistory(decision, history);
    gatherAsks(decision);
    weigh(decision);
    remember(decision, history);
  }
  decision.record = writeRecord(decision, module_, tables_, options_.key, state_.previousRecord);
  state_.previousRecord = recordDigest(decision.record);
  return decision;
}

void Engine::refuse(Decision &decision, const Refusal &refusal) {
  decision.verdict = Verdict::Deny;
  decision.reason = refusal.reason;
  decision.detail = refusal.detail;
  // A call that was turned away did not go ahead, so a result of it is none.
  SystemState *state = decision.system ? state_.system(decision.system->name) : nullptr;
  bool isNewCall = decision.event.kind == ir::EventKind::Call && refusal.reason != "replayed_event";
  if (state && isNewCall && !state->calls.find(decision.event.id))
    state->calls.put(decision.event.id, CallStatus::NotAhead);
}

void Engine::judgeGuardrails(Decision &decision, EventRoots &roots, EventHistory &history, Watcher *watcher) {
  const SystemIndex &lookup = index(*decision.system);
  for (size_t place : lookup.selecting(*decision.event.kind, decision.event.tool)) {
    const ir::Guardrail &guardrail = decision.system->guardrails[place];
    decision.results.push_back(evaluate::judge(guardrail, roots, history, tables_, lookup.masked(place), watcher));
    decision.results.back().place = place;
  }
}

/// The event must enter the history that guardrails read, whether or not they select it (S22).
void Engine::judgeHistory(Decision &decision, const EventHistory &history) {
  const SystemIndex &lookup = index(*decision.system);
  for (const auto &[slot, failure] : history.failures())
    for (size_t place : lookup.readers(slot)) {
      auto known =
          llvm::find_if(decision.results, [&](const GuardrailResult &result) { return result.place == place; });
      if (known == decision.results.end()) {
        GuardrailResult result;
        result.guardrail = &decision.system->guardrails[place];
        result.place = place;
        result.shadow = inShadow(*result.guardrail, decision.event.now);
        known = decision.results.insert(decision.results.end(), std::move(result));
      }
      known->failures.push_back(failureOf(*known->guardrail, nullptr, failure, decision.event.now));
    }
  llvm::sort(decision.results, [](const auto &left, const auto &right) { return left.place < right.place; });
}

/// Finds who is asked, and what they said (S16).
void Engine::gatherAsks(Decision &decision) {
  SystemState &state = *state_.system(decision.system->name);
  auto open = state.asks.find(decision.actionDigest);
  bool hasRoom = state.hasRoomForAsk(decision.actionDigest, decision.event.now);
  auto add = [&](const std::string &party, const std::string &guardrail, Millis within) {
    Ask ask{party, guardrail, within, decision.event.now, Answer::None};
    if (open != state.asks.end())
      for (const AskedParty &asked : open->second.parties)
        if (asked.party == party && asked.guardrail == guardrail && asked.within == within) {
          ask.answer = answerOf(decision.event, &asked, decision.actionDigest, tables_);
          if (decision.event.now <= asked.deadline())
            ask.askedAt = asked.at; // a repeated ask does not begin anew
        }
    decision.asks.push_back(std::move(ask));
  };
  for (GuardrailResult &result : decision.results) {
    if (result.shadow)
      continue;
    std::vector<RuleFailure> full;
    for (const FiredRule &fired : result.fired)
      if (fired.rule->verdict == Verdict::Ask && !fired.liftedBy) {
        if (hasRoom)
          add(fired.rule->askParty, result.guardrail->name, fired.rule->within);
        else
          full.push_back({fired.rule, {Cause::Engine, "the table of open asks is full"}, Verdict::Deny, {}});
      }
    for (RuleFailure &failure : result.failures)
      if (failure.verdict == Verdict::Ask) {
        if (hasRoom)
          add(failure.ask, result.guardrail->name, Ask{}.within);
        else
          failure.verdict = Verdict::Deny;
      }
    llvm::move(full, std::back_inserter(result.failures));
  }
}

/// The strictest of everything decides (S4).
void Engine::weigh(Decision &decision) {
  decision.verdict = Verdict::Allow;
  std::vector<Redaction> redactions;
  for (const GuardrailResult &result : decision.results) {
    for (const FiredRule &fired : result.fired) {
      if (result.shadow || fired.liftedBy || fired.rule->verdict == Verdict::Ask)
        continue;
      decision.verdict = std::max(decision.verdict, fired.rule->verdict);
      llvm::copy(fired.redactions, std::back_inserter(redactions));
    }
    for (const RuleFailure &failure : result.failures)
      if (!result.shadow && failure.verdict != Verdict::Ask)
        decision.verdict = std::max(decision.verdict, failure.verdict);
    if (result.shadow && result.selected) {
      Verdict would = Verdict::Allow;
      for (const FiredRule &fired : result.fired)
        would = fired.liftedBy ? would : std::max(would, fired.rule->verdict);
      decision.wouldBe = std::max(decision.wouldBe.value_or(Verdict::Allow), would);
    }
  }
  for (const Ask &ask : decision.asks)
    if (ask.answer != Answer::Approved)
      decision.verdict = std::max(decision.verdict, ask.answer == Answer::Refused ? Verdict::Deny : Verdict::Ask);
  if (!isCovered(decision)) {
    decision.verdict = Verdict::Deny;
    decision.reason = "uncovered";
    decision.detail = "no guardrail covers " + decision.event.kindWord + " " + decision.event.tool +
                      ", and nobody signs for that any more";
  }
  if (decision.ahead())
    decision.redactions = merged(std::move(redactions));
}

/// S12 at run time: a waiver may have lapsed, a guardrail may be in shadow.
bool Engine::isCovered(const Decision &decision) const {
  const ir::Tool *tool = decision.tool;
  ir::EventKind kind = *decision.event.kind;
  bool isDue = tool && (kind == ir::EventKind::Call ? tool->needsCall : tool->needsResult);
  if (!isDue)
    return true;
  const SystemIndex &lookup = index(*decision.system);
  for (size_t place : lookup.selecting(kind, tool->name))
    if (lookup.covers(place, kind, tool->name) && !inShadow(decision.system->guardrails[place], decision.event.now))
      return true;
  return llvm::any_of(tool->unguarded, [&](const ir::ToolUnguarded &waiver) {
    return waiver.event == kind && inForce(waiver.waiver, decision.event.now);
  });
}

/// The one step in which state changes (S22).
void Engine::remember(Decision &decision, EventHistory &history) {
  SystemState &state = *state_.system(decision.system->name);
  const Event &event = decision.event;
  bool denied = decision.verdict == Verdict::Deny && decision.deniedByGuardrail();
  owe(decision, state);
  history.apply(decision.ahead() ? Disposition::Ahead : denied ? Disposition::Denied : Disposition::Outside);
  state.clock = event.now;
  bool asked = decision.verdict == Verdict::Ask;
  state.seen.put(SystemState::seenKey(event.kindWord, event.id), {decision.actionDigest, asked});
  if (event.kind == ir::EventKind::Call)
    state.calls.put(event.id, decision.ahead() ? CallStatus::Ahead : CallStatus::NotAhead);
  if (event.kind == ir::EventKind::Result && decision.ahead())
    state.calls.put(event.id, CallStatus::Answered);
  if (!asked) {
    state.asks.erase(decision.actionDigest);
    return;
  }
  state.forgetAsks(event.now);
  OpenAsk &open = state.asks[decision.actionDigest];
  OpenAsk before = std::move(open);
  open = {event.id, event.session, {}};
  for (const Ask &ask : decision.asks) {
    AskedParty party{ask.party, ask.guardrail, ask.askedAt, ask.within, false};
    for (const AskedParty &known : before.parties)
      if (known.party == party.party && known.guardrail == party.guardrail && known.within == party.within &&
          known.at == party.at)
        party.escalated = known.escalated;
    state.nextDeadline = std::min(state.nextDeadline, party.deadline());
    open.parties.push_back(std::move(party));
  }
}

std::optional<std::string> Engine::loadState(llvm::StringRef text) {
  for (const ir::System &system : module_.systems)
    remembering_.insert(&system);
  return readState(text, state_);
}

std::string Engine::saveState() const { return writeState(state_); }

void Engine::forget() {
  for (const ir::System *system : remembering_)
    *state_.system(system->name) = SystemState(*system, options_.limits);
  remembering_.clear();
  state_.previousRecord.clear();
}

} // namespace onus::evaluate
