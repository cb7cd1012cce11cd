// SPDX-License-Identifier: Apache-2.0
#include "evaluate/slot_state.h"

#include "evaluate/mention.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/MathExtras.h"

namespace onus::evaluate {

namespace {
constexpr size_t defaultKeys = 100'000;
} // namespace

SlotState::SlotState(const ir::Slot &slot) : slot_(&slot), window_(slot.last) {}

size_t SlotState::keyCapacity() const {
  // The capacity of `mentioned` is in bytes; its keys have the default.
  bool inBytes = slot_->op == ir::HistoryOp::Mentioned;
  return inBytes || slot_->capacity <= 0 ? defaultKeys : static_cast<size_t>(slot_->capacity);
}

const KeyState *SlotState::find(const std::string &key) const {
  auto found = keys_.find(key);
  return found == keys_.end() ? nullptr : &found->second;
}

bool SlotState::isStale(const KeyState &state, Instant now) const {
  auto live = [&](int64_t bucket) { return window_.holds(bucket, now); };
  return llvm::none_of(state.buckets, [&](const Bucket &bucket) { return live(bucket.index); }) &&
         llvm::none_of(state.texts, [&](const KeyState::Text &text) { return live(text.bucket); }) &&
         llvm::none_of(state.pending, [&](const auto &pending) { return live(pending.second); }) &&
         !(state.latest && live(state.latest->bucket)) && !(state.dropped && live(*state.dropped));
}

bool SlotState::hasRoom(const std::string &key, Instant now) const {
  if (keys_.size() < keyCapacity() || keys_.count(key))
    return true;
  return llvm::any_of(keys_, [&](const auto &entry) { return isStale(entry.second, now); });
}

void SlotState::makeRoom(Instant now) {
  if (keys_.size() < keyCapacity())
    return;
  for (auto entry = keys_.begin(); entry != keys_.end();) {
    if (!isStale(entry->second, now)) {
      ++entry;
      continue;
    }
    for (const auto &pending : entry->second.pending)
      pendingKey_.erase(pending.first);
    entry = keys_.erase(entry);
  }
}

bool SlotState::canAdd(const std::string &key, Instant now, int64_t amount) const {
  const KeyState *state = find(key);
  if (!state || state->buckets.empty() || state->buckets.back().index != window_.bucket(now))
    return true;
  int64_t sum = 0;
  return !llvm::AddOverflow(state->buckets.back().total, amount, sum);
}

int64_t SlotState::count(const std::string &key, const Moment &moment) const {
  const KeyState *state = find(key);
  int64_t count = 0;
  if (!state)
    return count;
  for (const Bucket &bucket : state->buckets)
    if (window_.holds(bucket.index, moment.now))
      count += bucket.count;
  for (const auto &[call, bucket] : state->pending)
    count += call != moment.deciding && window_.holds(bucket, moment.now);
  return count;
}

bool SlotState::hasPending(const std::string &key, const Moment &moment) const {
  const KeyState *state = find(key);
  return state && llvm::any_of(state->pending, [&](const auto &pending) {
           return pending.first != moment.deciding && window_.holds(pending.second, moment.now);
         });
}

std::optional<int64_t> SlotState::total(const std::string &key, Instant now) const {
  int64_t sum = 0;
  if (const KeyState *state = find(key))
    for (const Bucket &bucket : state->buckets)
      if (window_.holds(bucket.index, now) && llvm::AddOverflow(sum, bucket.total, sum))
        return std::nullopt;
  return sum;
}

Value SlotState::latest(const std::string &key, Instant now) const {
  const KeyState *state = find(key);
  return state && state->latest && window_.holds(state->latest->bucket, now) ? state->latest->value : Value();
}

std::optional<bool> SlotState::mentioned(const std::string &key, llvm::StringRef value, Instant now) const {
  const KeyState *state = find(key);
  if (!state || value.empty())
    return false;
  for (const KeyState::Text &text : state->texts)
    if (window_.holds(text.bucket, now) && mentions(text.text, value))
      return true;
  if (state->dropped && window_.holds(*state->dropped, now))
    return std::nullopt;
  return false;
}

void SlotState::trim(KeyState &state, Instant now) const {
  while (!state.buckets.empty() && !window_.holds(state.buckets.front().index, now))
    state.buckets.pop_front();
  while (!state.texts.empty() && !window_.holds(state.texts.front().bucket, now)) {
    state.textBytes -= state.texts.front().text.size();
    state.texts.pop_front();
  }
}

void SlotState::addText(KeyState &state, Instant now, std::string text) const {
  size_t capacity = static_cast<size_t>(std::max<int64_t>(0, slot_->capacity));
  state.textBytes += text.size();
  state.texts.push_back({window_.bucket(now), std::move(text)});
  while (state.textBytes > capacity && !state.texts.empty()) { // whole events, the oldest first
    state.dropped = std::max(state.dropped.value_or(state.texts.front().bucket), state.texts.front().bucket);
    state.textBytes -= state.texts.front().text.size();
    state.texts.pop_front();
  }
}

void SlotState::add(const std::string &key, Instant now, const Value &value) {
  makeRoom(now);
  KeyState &state = keys_[key];
  trim(state, now);
  int64_t bucket = window_.bucket(now);
  if (slot_->op == ir::HistoryOp::Mentioned)
    return addText(state, now, value.asString() ? *value.asString() : textOf(value));
  if (slot_->op == ir::HistoryOp::Latest) {
    state.latest = KeyState::Latest{bucket, value};
    return;
  }
  if (state.buckets.empty() || state.buckets.back().index != bucket)
    state.buckets.push_back({bucket, 0, 0});
  ++state.buckets.back().count;
  if (slot_->op == ir::HistoryOp::Total)
    state.buckets.back().total += value.number(); // `canAdd` was asked before
}

void SlotState::addPending(const std::string &key, const std::string &call, Instant now) {
  makeRoom(now);
  keys_[key].pending[call] = window_.bucket(now);
  pendingKey_[call] = key;
}

void SlotState::resolve(const std::string &call) {
  auto found = pendingKey_.find(call);
  if (found == pendingKey_.end())
    return;
  auto entry = keys_.find(found->second);
  if (entry != keys_.end()) {
    entry->second.pending.erase(call);
    if (entry->second.empty())
      keys_.erase(entry);
  }
  pendingKey_.erase(found);
}

void SlotState::indexPending() {
  pendingKey_.clear();
  for (const auto &[key, state] : keys_)
    for (const auto &pending : state.pending)
      pendingKey_[pending.first] = key;
}

ValueKind SlotState::amountKind() const {
  const ir::Type *type = slot_->path ? slot_->path->type : nullptr;
  if (type && type->isOptional())
    type = type->element;
  if (type && type->kind == ir::TypeKind::Decimal)
    return ValueKind::Decimal;
  return type && type->kind == ir::TypeKind::Duration ? ValueKind::Duration : ValueKind::Int;
}

} // namespace onus::evaluate
