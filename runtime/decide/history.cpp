// SPDX-License-Identifier: Apache-2.0
#include "runtime/decide/history.h"

#include "runtime/base/growing.h"
#include "runtime/interpret/why.h"
#include "runtime/json/write.h"

#include <new>

namespace onus::rt {

History::History(const Context &context, const Decision &decision, const SystemClock &clock, Changes &changes,
                 Roots &roots, Arena &arena, Fuel &fuel)
    : context_(context), bundle_(context.bundle), pool_(bundle_.pool()), decision_(decision), event_(decision.event),
      system_(*decision.system), clock_(clock), changes_(changes), roots_(roots), arena_(arena),
      evaluator_(bundle_, arena, fuel, &roots, nullptr) {}

void History::prepare() {
  if (context_.keepsSessions[decision_.systemPlace])
    openSession();
  for (uint32_t slot : bundle_.rows<Section::Indexes>(decision_.dispatch->recording))
    if (row(slot).event == event_.kind)
      prepareActual(slot);
    else
      preparePending(slot);
}

void History::openSession() {
  uint32_t group = context_.systemGroups[decision_.systemPlace];
  Text known = changes_.get(Table::Sessions, group, event_.session);
  newSession_ = !known.data;
  if (!newSession_) {
    if (!session_.read(known))
      changes_.fail();
    return;
  }
  sessionsFull_ = changes_.count(Table::Sessions, group) >= context_.limits.sessions;
  session_ = {clock_.nextSequence, !event_.hasTurn || event_.turn != 1 || sessionsFull_};
}

Text History::why(Text before, uint32_t slot, Text behind) { return composed(arena_, {before, nameOf(slot), behind}); }

/// True where the event meets the slot's condition; a failure is noted and counts as no.
bool History::matches(uint32_t slot, uint32_t where) {
  if (where == none)
    return true;
  Outcome outcome = evaluator_.evaluate(where);
  if (outcome.failed)
    fail(slot, outcome);
  return outcome.isTrue();
}

/// False where an optional key is absent: then the event does not count (S20).
bool History::keyText(const SlotRow &slot, Span<Cell> keys, Text &key) {
  key = event_.session;
  if (slot.per.count == 0)
    return true;
  Buffer out(arena_);
  out.append('[');
  for (size_t place = 0; place < keys.size; ++place) {
    if (keys[place].isAbsent())
      return false;
    if (place > 0)
      out.append(',');
    writeJson(pool_, keys[place], out);
  }
  out.append(']');
  key = out.text();
  return !out.failed();
}

void History::prepareActual(uint32_t slot) {
  const SlotRow &wanted = row(slot);
  Text place;
  Cell value;
  if (!matches(slot, wanted.where) || !key(slot, place) || !amount(slot, value))
    return;
  if (wanted.op == HistoryOp::Total && !state(slot).canAdd(place, event_.now, value.payload))
    return fail(slot, Outcome::content(why("`", slot, "` overflows")));
  add(slot, false, place, value);
}

bool History::isExcluded(const SlotRow &slot) const {
  for (uint32_t tool : bundle_.rows<Section::Indexes>(slot.notFor))
    if (tool == decision_.toolPlace)
      return true;
  return false;
}

void History::preparePending(uint32_t slot) {
  const SlotRow &wanted = row(slot);
  bool hasPath = wanted.op == HistoryOp::Total || wanted.op == HistoryOp::Latest;
  bool readsResult = wanted.flags & slotReadsResult;
  if ((hasPath && isExcluded(wanted)) || (!readsResult && !matches(slot, wanted.where)))
    return;
  Text place;
  if (key(slot, place))
    add(slot, true, place, Cell());
}

/// The event's key; false where it has none, or where that failed.
bool History::key(uint32_t slot, Text &key) {
  const SlotRow &wanted = row(slot);
  Growing<Cell> keys(arena_);
  Outcome failure;
  for (uint32_t per : bundle_.rows<Section::Operands>(wanted.per)) {
    Outcome value = evaluator_.evaluate(per);
    if (value.failed)
      join(failure, value);
    else
      keys.add(value.value);
  }
  if (failure.failed) {
    fail(slot, failure);
    return false;
  }
  return keyText(wanted, keys.span(), key);
}

/// The value of the path, or the text that `mentioned` will look through; false where the event does not enter.
bool History::amount(uint32_t slot, Cell &value) {
  const SlotRow &wanted = row(slot);
  bool hasPath = wanted.op == HistoryOp::Total || wanted.op == HistoryOp::Latest;
  if (hasPath && isExcluded(wanted))
    return false;
  if (!hasPath && wanted.op != HistoryOp::Mentioned)
    return true;
  Outcome outcome = hasPath ? evaluator_.evaluate(wanted.path) : roots_.contentText();
  if (outcome.failed) {
    fail(slot, outcome);
    return false;
  }
  value = outcome.value;
  bool isSum = wanted.op != HistoryOp::Total || value.isAbsent() || value.kind == wanted.amount;
  if (!isSum) // no verified policy adds up anything else
    fail(slot, Outcome::content(why("`", slot, "` adds up no amounts")));
  return isSum && !value.isAbsent();
}

void History::add(uint32_t slot, bool pending, Text key, const Cell &value) {
  if (!state(slot).hasRoom(key, event_.now))
    return fail(slot, Outcome::engine(why("the table of `", slot, "` is full")));
  if (SlotUpdate *room = arena_.array<SlotUpdate>(1))
    updates_.add(new (room) SlotUpdate{nullptr, slot, pending, key, value});
}

void History::fail(uint32_t slot, const Outcome &failure) {
  SlotFailure *room = failureOf(slot) ? nullptr : arena_.array<SlotFailure>(1);
  if (room)
    failures_.add(new (room) SlotFailure{nullptr, slot, failure});
}

const SlotFailure *History::failureOf(uint32_t slot) const {
  for (const SlotFailure &each : failures_)
    if (each.slot == slot)
      return &each;
  return nullptr;
}

const SlotUpdate *History::ownUpdate(uint32_t slot, Text key) const {
  for (const SlotUpdate &update : updates_)
    if (update.slot == slot && !update.pending && update.key == key)
      return &update;
  return nullptr;
}

// ---- Reading

/// What a slot says of a key that nothing belongs to.
Outcome History::nothing(uint32_t slot) const {
  switch (row(slot).op) {
  case HistoryOp::Seen:
  case HistoryOp::Mentioned:
    return Outcome::boolean(false);
  case HistoryOp::Count:
    return Cell::number(Kind::Int, 0);
  case HistoryOp::Total:
    return Cell::number(row(slot).amount, 0);
  case HistoryOp::Latest:
    return Cell();
  }
  return Cell();
}

Outcome History::read(uint32_t slot, Span<Cell> operands) {
  if (slot >= system_.slots.count)
    return Outcome::engine("the artifact has no such history");
  const SlotRow &wanted = row(slot);
  size_t keys = wanted.per.count;
  if (operands.size < keys + (wanted.op == HistoryOp::Mentioned))
    return Outcome::engine(why("`", slot, "` lacks a key"));
  bool inSession = wanted.flags & slotSessionScoped;
  if (inSession && session_.lost)
    return Outcome::engine("the history of this session is lost");
  if (inSession && session_.sequence < context_.since[system_.slots.first + slot])
    return Outcome::engine(why("`", slot, "` was defined anew while this session ran"));
  Text key;
  if (!keyText(wanted, {operands.data, keys}, key))
    return arena_.exhausted() ? Outcome::engine(whyNoMemory) : nothing(slot);
  Moment moment{event_.now, event_.kind == EventKind::Result ? event_.id : Text()};
  switch (wanted.op) {
  case HistoryOp::Seen:
    return Outcome::boolean(state(slot).count(key, moment) > 0);
  case HistoryOp::Count:
    return count(slot, key, moment);
  case HistoryOp::Total:
    return total(slot, key, moment);
  case HistoryOp::Latest:
    return latest(slot, key, moment);
  case HistoryOp::Mentioned:
    return mentioned(slot, key, operands[operands.size - 1]);
  }
  return nothing(slot);
}

Outcome History::count(uint32_t slot, Text key, const Moment &moment) {
  int64_t count = state(slot).count(key, moment);
  if (row(slot).flags & slotDenied) // the current event counts as if it went ahead (S19)
    return Cell::number(Kind::Int, count);
  if (const SlotFailure *failed = failureOf(slot))
    return failed->failure;
  return Cell::number(Kind::Int, count + (ownUpdate(slot, key) ? 1 : 0));
}

Outcome History::total(uint32_t slot, Text key, const Moment &moment) {
  bool ofDenied = row(slot).flags & slotDenied;
  if (state(slot).hasPending(key, moment))
    return Outcome::engine(why("a result that `", slot, "` waits for is still out"));
  if (const SlotFailure *failed = ofDenied ? nullptr : failureOf(slot))
    return failed->failure;
  int64_t sum = 0;
  const SlotUpdate *own = ofDenied ? nullptr : ownUpdate(slot, key);
  if (!state(slot).total(key, event_.now, sum) || (own && !addChecked(sum, own->value.payload, sum)))
    return Outcome::content(why("`", slot, "` overflows"));
  return Cell::number(row(slot).amount, sum);
}

} // namespace onus::rt
