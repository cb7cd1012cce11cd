// SPDX-License-Identifier: Apache-2.0
// What the guardrails say together (S4), who is asked and what they said (S16).
#include "runtime/decide/deciding.h"
#include "runtime/interpret/waiver.h"
#include "runtime/interpret/why.h"

#include <new>

namespace onus::rt {

// ---- Asks

/// Looks up what is open for this action, and whether there is room for it.
void Deciding::openAsk() {
  if (asksOpened_)
    return;
  asksOpened_ = true;
  Text stored = changes_.get(Table::Asks, group(), digest());
  if (stored.data && !readAsk(stored, arena_, open_) && !arena_.exhausted())
    changes_.fail();
  hasRoom_ = stored.data || hasRoomForAsk();
}

/// Room for one more open ask, after those that ran out are forgotten. They are not forgotten yet: their approvals may
/// still be presented, and they may have to be escalated.
bool Deciding::hasRoomForAsk() {
  if (changes_.count(Table::Asks, group()) < context_.limits.openAsks)
    return true;
  if (clock_.earliestAsk >= event_.now)
    return false;
  clock_.earliestAsk = never;
  changes_.each(
      Table::Asks, group(),
      [](void *context, onus_text, onus_text, int64_t expires) {
        int64_t &earliest = *static_cast<int64_t *>(context);
        earliest = expires < earliest ? expires : earliest;
        return 0;
      },
      &clock_.earliestAsk);
  return clock_.earliestAsk < event_.now;
}

void Deciding::ask(Text party, Text guardrail, int64_t within) {
  Ask *room = arena_.array<Ask>(1);
  if (!room)
    return;
  Ask *ask = new (room) Ask{nullptr, party, guardrail, within, event_.now, Answer::None};
  for (size_t place = 0; place < open_.count; ++place) {
    const AskedParty &asked = open_.parties[place];
    if (!(asked.party == party && asked.guardrail == guardrail && asked.within == within))
      continue;
    ask->answer = answerOf(bundle_, event_, asked, digest());
    if (event_.now <= asked.deadline())
      ask->askedAt = asked.at; // a repeated ask does not begin anew
  }
  decision_.asks.add(ask);
}

void Deciding::gatherAsksOf(GuardrailResult &result) {
  Text name = bundle_.text(bundle_.row<Section::Guardrails>(result.guardrail).name);
  Chain<RuleFailure> full;
  for (const FiredRule &fired : result.fired) {
    if (fired.verdict != Verdict::Ask || fired.isLifted())
      continue;
    openAsk();
    const RuleRow &rule = bundle_.row<Section::Rules>(fired.rule);
    if (hasRoom_)
      ask(bundle_.text(rule.askParty), name, rule.within);
    else if (RuleFailure *room = arena_.array<RuleFailure>(1))
      full.add(new (room) RuleFailure{nullptr, fired.rule, Cause::Engine, "the table of open asks is full",
                                      Verdict::Deny, Text()});
  }
  for (RuleFailure &failure : result.failures) {
    if (failure.verdict != Verdict::Ask)
      continue;
    openAsk();
    if (hasRoom_)
      ask(failure.ask, name, defaultWithin);
    else
      failure.verdict = Verdict::Deny;
  }
  for (RuleFailure *failure = full.first; failure;) {
    RuleFailure *next = failure->next;
    result.failures.add(failure);
    failure = next;
  }
}

void Deciding::gatherAsks() {
  for (GuardrailResult *result : decision_.results)
    if (!result->shadow)
      gatherAsksOf(*result);
}

// ---- The verdict

namespace {
void raise(Verdict &verdict, Verdict to) { verdict = to > verdict ? to : verdict; }
} // namespace

void Deciding::weighResult(const GuardrailResult &result) {
  if (result.shadow) {
    if (!result.selected)
      return;
    decision_.hasWouldBe = true;
    for (const FiredRule &fired : result.fired)
      if (!fired.isLifted())
        raise(decision_.wouldBe, fired.verdict);
    return;
  }
  for (const FiredRule &fired : result.fired)
    if (!fired.isLifted() && fired.verdict != Verdict::Ask)
      raise(decision_.verdict, fired.verdict);
  for (const RuleFailure &failure : result.failures)
    if (failure.verdict != Verdict::Ask)
      raise(decision_.verdict, failure.verdict);
}

/// The strictest of everything decides (S4).
void Deciding::weigh() {
  decision_.verdict = Verdict::Allow;
  for (const GuardrailResult *result : decision_.results)
    weighResult(*result);
  for (const Ask &ask : decision_.asks)
    if (ask.answer != Answer::Approved)
      raise(decision_.verdict, ask.answer == Answer::Refused ? Verdict::Deny : Verdict::Ask);
  if (!isCovered()) {
    decision_.verdict = Verdict::Deny;
    decision_.reason = "uncovered";
    decision_.detail = composed(
        arena_, {"no guardrail covers ", event_.kindWord, " ", event_.tool, ", and nobody signs for that any more"});
  }
  if (decision_.ahead())
    gatherRedactions();
}

void Deciding::gatherRedactions() {
  Growing<Redaction> found(arena_);
  for (const GuardrailResult *result : decision_.results)
    for (const FiredRule &fired : result->fired)
      if (!result->shadow && !fired.isLifted())
        found.add(fired.redactions.data, fired.redactions.size);
  Redaction *redactions = const_cast<Redaction *>(found.data());
  decision_.redactions = {redactions, found.size() ? merge(bundle_, redactions, found.size()) : 0};
}

/// S12 at run time: a waiver may have lapsed, a guardrail may be in shadow.
bool Deciding::isCovered() const {
  const ToolRow *tool = decision_.tool;
  bool isDue = tool && (tool->flags & (event_.kind == EventKind::Call ? toolNeedsCall : toolNeedsResult));
  if (!isDue)
    return true;
  for (uint32_t place : bundle_.rows<Section::Indexes>(decision_.dispatch->covering))
    if (!inShadow(bundle_, bundle_.row<Section::Guardrails>(decision_.system->guardrails.first + place), event_.now))
      return true;
  for (const UnguardedRow &row : bundle_.rows<Section::Unguarded>(tool->unguarded))
    if (row.event == static_cast<uint32_t>(event_.kind) &&
        inForce(bundle_.row<Section::Waivers>(row.waiver), event_.now))
      return true;
  return false;
}

} // namespace onus::rt
