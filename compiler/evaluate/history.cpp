// SPDX-License-Identifier: Apache-2.0
#include "evaluate/history.h"

#include "evaluate/slot_meaning.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/MathExtras.h"

namespace onus::evaluate {

using ir::EventKind;
using ir::HistoryOp;

namespace {

Value amountOf(ValueKind kind, int64_t amount) {
  if (kind == ValueKind::Decimal)
    return Value::decimal({amount});
  return kind == ValueKind::Duration ? Value::duration(amount) : Value::integer(amount);
}

} // namespace

EventHistory::EventHistory(SystemState &state, EventRoots &roots, Tables &tables, llvm::ArrayRef<size_t> slots)
    : state_(state), roots_(roots), tables_(tables), event_(roots.event()), slots_(slots) {
  auto known = state.sessions.find(event_.session);
  newSession_ = known == state.sessions.end();
  bool isLost = event_.turn != 1 || state.sessions.size() >= state.maxSessions;
  session_ = newSession_ ? Session{state.nextSequence, isLost} : known->second;
  for (size_t slot : slots) {
    if (state.slots[slot].slot().event == event_.kind)
      prepareActual(slot);
    else
      preparePending(slot);
  }
}

/// True where the event meets the slot's condition; a failure is noted and counts as no.
bool EventHistory::matches(size_t slot, const ir::Expr *where) {
  if (!where)
    return true;
  Outcome outcome = Evaluator(tables_, &roots_, nullptr).evaluate(where);
  if (outcome.failed())
    fail(slot, outcome.failure());
  return outcome.isTrue();
}

std::optional<std::string> EventHistory::keyText(const ir::Slot &slot, llvm::ArrayRef<Value> keys) const {
  if (slot.per.empty())
    return event_.session;
  json::Array parts;
  for (const Value &key : keys) {
    if (key.isAbsent())
      return std::nullopt; // an absent optional key does not count (S20)
    parts.push_back(toJson(key));
  }
  return json::write(parts);
}

void EventHistory::prepareActual(size_t slot) {
  const ir::Slot &wanted = state_.slots[slot].slot();
  if (!matches(slot, wanted.where))
    return;
  auto place = key(slot);
  if (failures_.count(slot) || !place)
    return;
  auto value = amount(slot);
  if (failures_.count(slot) || !value)
    return;
  if (wanted.op == HistoryOp::Total && !state_.slots[slot].canAdd(*place, event_.now, value->number()))
    return fail(slot, {Cause::Content, "`" + wanted.text + "` overflows"});
  add(slot, false, std::move(*place), std::move(*value));
}

void EventHistory::preparePending(size_t slot) {
  const ir::Slot &wanted = state_.slots[slot].slot();
  bool excluded = (wanted.op == HistoryOp::Total || wanted.op == HistoryOp::Latest) &&
                  llvm::is_contained(wanted.notFor, event_.tool);
  if (excluded || (!whereReadsResult(wanted) && !matches(slot, wanted.where)))
    return;
  auto place = key(slot);
  if (!failures_.count(slot) && place)
    add(slot, true, std::move(*place), Value());
}

std::optional<std::string> EventHistory::key(size_t slot) {
  const ir::Slot &wanted = state_.slots[slot].slot();
  Items keys;
  std::optional<Failure> failure;
  for (const ir::Expr *per : wanted.per) {
    Outcome value = Evaluator(tables_, &roots_, nullptr).evaluate(per);
    if (value.failed())
      join(failure, value.failure());
    else
      keys.push_back(value.value());
  }
  if (!failure)
    return keyText(wanted, keys);
  fail(slot, *failure);
  return std::nullopt;
}

/// The value of the path, or the text that `mentioned` will look through; nothing where the event does not enter.
std::optional<Value> EventHistory::amount(size_t slot) {
  const ir::Slot &wanted = state_.slots[slot].slot();
  bool hasPath = wanted.op == HistoryOp::Total || wanted.op == HistoryOp::Latest;
  if (hasPath && llvm::is_contained(wanted.notFor, event_.tool))
    return std::nullopt;
  if (!hasPath && wanted.op != HistoryOp::Mentioned)
    return Value();
  Outcome value = hasPath ? Evaluator(tables_, &roots_, nullptr).evaluate(wanted.path) : roots_.contentText();
  if (value.failed()) {
    fail(slot, value.failure());
    return std::nullopt;
  }
  return value.value().isAbsent() ? std::nullopt : std::optional(value.value());
}

void EventHistory::add(size_t slot, bool pending, std::string key, Value value) {
  const SlotState &state = state_.slots[slot];
  if (!state.hasRoom(key, event_.now))
    return fail(slot, {Cause::Engine, "the table of `" + state.slot().text + "` is full"});
  updates_.push_back({slot, pending, std::move(key), std::move(value)});
}

const SlotUpdate *EventHistory::ownUpdate(size_t slot, const std::string &key) const {
  for (const SlotUpdate &update : updates_)
    if (update.slot == slot && !update.pending && update.key == key)
      return &update;
  return nullptr;
}

// ---- Reading

/// What a slot says of a key that nothing belongs to.
Outcome EventHistory::nothing(size_t slot) const {
  switch (state_.slots[slot].slot().op) {
  case HistoryOp::Seen:
  case HistoryOp::Mentioned:
    return Outcome::boolean(false);
  case HistoryOp::Count:
    return Value::integer(0);
  case HistoryOp::Total:
    return amountOf(state_.slots[slot].amountKind(), 0);
  case HistoryOp::Latest:
    return Value();
  }
  return Value();
}

Outcome EventHistory::read(size_t slot, llvm::ArrayRef<Value> operands) {
  if (slot >= state_.slots.size())
    return Outcome::engine("the artifact has no such history");
  const SlotState &state = state_.slots[slot];
  const ir::Slot &wanted = state.slot();
  if (operands.size() < wanted.per.size() + (wanted.op == HistoryOp::Mentioned))
    return Outcome::engine("`" + wanted.text + "` lacks a key");
  if (state_.sessionScoped(slot) && session_.lost)
    return Outcome::engine("the history of this session is lost");
  if (state_.sessionScoped(slot) && session_.sequence < state.since)
    return Outcome::engine("`" + wanted.text + "` was defined anew while this session ran");
  auto key = keyText(wanted, operands.take_front(wanted.per.size()));
  if (!key)
    return nothing(slot);
  bool isResult = event_.kind == EventKind::Result;
  Moment moment{event_.now, isResult ? llvm::StringRef(event_.id) : llvm::StringRef()};
  switch (wanted.op) {
  case HistoryOp::Seen:
    return Outcome::boolean(state.count(*key, moment) > 0);
  case HistoryOp::Count:
    return count(slot, *key, moment);
  case HistoryOp::Total:
    return total(slot, *key, moment);
  case HistoryOp::Latest:
    if (state.hasPending(*key, moment))
      return Outcome::engine("a result that `" + wanted.text + "` waits for is still out");
    return state.latest(*key, event_.now);
  case HistoryOp::Mentioned: {
    auto found = state.mentioned(*key, textOf(operands.back()), event_.now);
    return found ? Outcome::boolean(*found) : Outcome::content("what was said first is no longer kept");
  }
  }
  return nothing(slot);
}

Outcome EventHistory::count(size_t slot, const std::string &key, const Moment &moment) {
  const SlotState &state = state_.slots[slot];
  int64_t count = state.count(key, moment);
  if (state.slot().denied) // the current event counts as if it went ahead (S19)
    return Value::integer(count);
  if (auto failed = failures_.find(slot); failed != failures_.end())
    return failed->second;
  return Value::integer(count + (ownUpdate(slot, key) ? 1 : 0));
}

Outcome EventHistory::total(size_t slot, const std::string &key, const Moment &moment) {
  const SlotState &state = state_.slots[slot];
  if (state.hasPending(key, moment))
    return Outcome::engine("a result that `" + state.slot().text + "` waits for is still out");
  if (auto failed = failures_.find(slot); failed != failures_.end() && !state.slot().denied)
    return failed->second;
  auto sum = state.total(key, event_.now);
  const SlotUpdate *own = state.slot().denied ? nullptr : ownUpdate(slot, key);
  int64_t all = sum.value_or(0);
  if (!sum || (own && llvm::AddOverflow(*sum, own->value.number(), all)))
    return Outcome::content("`" + state.slot().text + "` overflows");
  return amountOf(state.amountKind(), all);
}

// ---- Writing

void EventHistory::apply(Disposition disposition) {
  bool ahead = disposition == Disposition::Ahead;
  if (newSession_ && state_.keepsSessions && state_.sessions.size() < state_.maxSessions) {
    state_.sessions[event_.session] = session_;
    ++state_.nextSequence;
  }
  if (ahead && event_.kind == EventKind::Result)
    for (size_t slot : slots_)
      state_.slots[slot].resolve(event_.id);
  for (const SlotUpdate &update : updates_) {
    SlotState &slot = state_.slots[update.slot];
    if (slot.slot().denied ? disposition != Disposition::Denied : !ahead)
      continue;
    if (update.pending)
      slot.addPending(update.key, event_.id, event_.now);
    else
      slot.add(update.key, event_.now, update.value);
  }
}

} // namespace onus::evaluate
