// SPDX-License-Identifier: Apache-2.0
#include "runtime/decide/deciding.h"

#include "runtime/base/sort.h"
#include "runtime/decide/record.h"
#include "runtime/interpret/waiver.h"
#include "runtime/json/write.h"

#include <new>

namespace onus::rt {

namespace {
/// What conditions and keys of history slots may take in one decision: far more than any policy's do.
constexpr int64_t historyFuel = int64_t{1} << 28;
} // namespace

bool Decision::deniedByGuardrail() const {
  for (const GuardrailResult *result : results)
    if (!result->shadow && result->strictest() == Verdict::Deny)
      return true;
  for (const Ask &ask : asks)
    if (ask.answer == Answer::Refused)
      return true;
  return false;
}

Deciding::Deciding(const Context &context, Worker &worker, const Wanted &wanted)
    : context_(context), bundle_(context.bundle), worker_(worker), arena_(worker.arena), wanted_(wanted),
      decision_(worker.decision), event_(worker.decision.event), changes_(context.store, worker.arena) {
  worker.begin(context.memory);
}

Attempt Deciding::run(bool locked) {
  if (!locked)
    return Attempt::NoState;
  if (Refusal refusal = enter())
    refuse(refusal);
  else
    decide();
  return finish();
}

Attempt Deciding::deny(const Refusal &refusal, bool hasState) {
  if (!hasState)
    changes_.fail();
  if (!unread_ && !bundle_.rows<Section::Systems>().empty())
    enterSystem();
  refuse(refusal);
  return finish();
}

void Deciding::makeRoots() {
  fuel_.left = decision_.system->worstCost;
  recordFuel_.left = recordFuel;
  historyFuel_.left = historyFuel;
  if (Roots *room = roots_ ? nullptr : arena_.array<Roots>(1))
    roots_ = new (room) Roots(bundle_, arena_, fuel_, event_, *decision_.system, decision_.tool);
}

void Deciding::decide() {
  makeRoots();
  History *room = arena_.array<History>(1);
  if (!clock_.read(changes_.get(Table::Meta, group(), metaClock)))
    changes_.fail();
  if (!roots_ || !room || changes_.failed())
    return;
  if (event_.now < clock_.latest)
    event_.now = clock_.latest; // history never runs backwards (S26)
  history_ = new (room) History(context_, decision_, clock_, changes_, *roots_, arena_, historyFuel_);
  roots_->charge(historyFuel_);
  history_->prepare();
  roots_->charge(fuel_);
  judgeGuardrails();
  judgeHistory();
  decision_.results = {results_, resultCount_};
  gatherAsks();
  weigh();
  if (state() == Attempt::Decided)
    remember();
}

/// An event that was turned away. A call of it did not go ahead, so a result of it is none.
void Deciding::refuse(const Refusal &refusal) {
  decision_.verdict = Verdict::Deny;
  decision_.reason = refusal.reason;
  decision_.detail = refusal.detail;
  bool isNewCall = decision_.system && event_.known && event_.kind == EventKind::Call &&
                   !(refusal.reason == Text("replayed_event")) && !changes_.has(Table::Calls, group(), event_.id);
  if (isNewCall)
    changes_.put(Table::Calls, group(), event_.id, storeCall(CallStatus::NotAhead), never, WhenFull::ForgetEarliest,
                 context_.limits.rememberedIds);
}

// ---- Guardrails

GuardrailResult *Deciding::addResult(uint32_t place) {
  if (resultCount_ == resultRoom_) {
    resultRoom_ = resultRoom_ ? 2 * resultRoom_ : size_t{decision_.dispatch->guardrails.count} + 4;
    GuardrailResult **grown = arena_.array<GuardrailResult *>(resultRoom_);
    if (!grown)
      return nullptr;
    for (size_t at = 0; at < resultCount_; ++at)
      grown[at] = results_[at];
    results_ = grown;
  }
  GuardrailResult *room = arena_.array<GuardrailResult>(1);
  if (!room)
    return nullptr;
  new (room) GuardrailResult;
  room->guardrail = decision_.system->guardrails.first + place;
  room->place = place;
  return results_[resultCount_++] = room;
}

void Deciding::judgeGuardrails() {
  HistoryReader reader = history_->reader();
  Judge judge(bundle_, arena_, fuel_, *roots_, &reader, wanted_.record ? &recordFuel_ : nullptr);
  GuardrailResult *unused = nullptr;
  for (uint32_t place : bundle_.rows<Section::Indexes>(decision_.dispatch->guardrails)) {
    GuardrailResult *result = unused ? unused : addResult(place);
    if (!result)
      return;
    judge.run(place, *result);
    decision_.steps += result->steps;
    // What says nothing is kept for a record alone.
    bool isQuiet = result->fired.empty() && result->failures.empty() && !result->shadow;
    unused = isQuiet && !wanted_.record ? result : nullptr;
  }
  resultCount_ -= unused != nullptr;
}

GuardrailResult *Deciding::resultOf(uint32_t place) {
  for (size_t at = 0; at < resultCount_; ++at)
    if (results_[at]->place == place)
      return results_[at];
  GuardrailResult *result = addResult(place);
  if (result)
    result->shadow = inShadow(bundle_, bundle_.row<Section::Guardrails>(result->guardrail), event_.now);
  return result;
}

/// The event must enter the history that guardrails read, whether or not they select it (S22).
void Deciding::judgeHistory() {
  for (const SlotFailure &failure : history_->failures()) {
    const SlotRow &slot = bundle_.row<Section::Slots>(decision_.system->slots.first + failure.slot);
    for (uint32_t place : bundle_.rows<Section::Indexes>(slot.readers)) {
      GuardrailResult *result = resultOf(place);
      RuleFailure *room = arena_.array<RuleFailure>(1);
      if (!result || !room)
        return;
      const GuardrailRow &guardrail = bundle_.row<Section::Guardrails>(result->guardrail);
      const Outcome &why = failure.failure;
      result->failures.add(new (room) RuleFailure(failureOf(bundle_, guardrail, none, why.cause, why.why, event_.now)));
    }
  }
  sort(results_, resultCount_,
       [](const GuardrailResult *left, const GuardrailResult *right) { return left->place < right->place; });
}

// ---- The end

/// What keeps the decision from being one, at this point.
Attempt Deciding::state() const {
  if (arena_.exhausted() || worker_.record.failed() || worker_.redacted.failed() || worker_.scratch.failed())
    return Attempt::NoMemory;
  if (changes_.failed())
    return Attempt::NoState;
  return fuel_.spent || historyFuel_.spent ? Attempt::TooDear : Attempt::Decided;
}

void Deciding::writeRecord() {
  Text previous = changes_.get(Table::Meta, 0, metaRecord);
  rt::writeRecord(decision_, bundle_, context_.key, previous, arena_, worker_.scratch, worker_.record);
  decision_.record = worker_.record.text();
  Digest digest = sha256(decision_.record, context_.key.means);
  changes_.put(Table::Meta, 0, metaRecord,
               arena_.copy({reinterpret_cast<const char *>(digest.bytes), sizeof digest.bytes}));
}

Attempt Deciding::finish() {
  bool hasState = !changes_.failed();
  if (wanted_.record && state() != Attempt::NoMemory)
    writeRecord();
  Cell document;
  if (wanted_.redacted && !decision_.redactions.empty() &&
      redact(bundle_, arena_, event_.document, decision_.redactions, document)) {
    writeJson(bundle_.pool(), document, worker_.redacted);
    decision_.redacted = worker_.redacted.text();
  }
  Attempt reached = state();
  if (reached == Attempt::Decided && hasState && !changes_.commit(event_.now))
    return arena_.exhausted() ? Attempt::NoMemory : Attempt::NoState;
  return reached;
}

} // namespace onus::rt
