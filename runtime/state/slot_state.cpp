// SPDX-License-Identifier: Apache-2.0
#include "runtime/state/slot_state.h"

#include "runtime/base/search.h"

namespace onus::rt {

namespace {
constexpr uint64_t defaultKeys = 100'000;
}

uint64_t SlotState::keyCapacity() const {
  // The capacity of `mentioned` is in bytes; its keys have the default.
  bool inBytes = row_.op == HistoryOp::Mentioned;
  return inBytes || row_.capacity <= 0 ? defaultKeys : static_cast<uint64_t>(row_.capacity);
}

// ---- Reading

bool SlotState::hasRoom(Text key, int64_t now) {
  if (changes_.count(Table::Slots, group_) < keyCapacity() || stored(key).data)
    return true;
  changes_.sweep(Table::Slots, group_, now); // what is stale answers like what is not there
  return changes_.count(Table::Slots, group_) < keyCapacity();
}

bool SlotState::canAdd(Text key, int64_t now, int64_t amount) {
  KeyReader reader(stored(key));
  Bucket bucket;
  int64_t sum = 0;
  bool current = false;
  while (reader.next(bucket))
    current = bucket.index == window_.bucket(now);
  check(reader);
  return !current || addChecked(bucket.total, amount, sum);
}

int64_t SlotState::count(Text key, const Moment &moment) {
  KeyReader reader(stored(key));
  int64_t count = 0;
  for (Bucket bucket; reader.next(bucket);)
    if (window_.holds(bucket.index, moment.now) && !addChecked(count, bucket.count, count))
      changes_.fail(); // no engine counts so far
  for (PendingCall pending; reader.next(pending);)
    count += !(pending.call == moment.deciding) && window_.holds(pending.bucket, moment.now);
  check(reader);
  return count;
}

bool SlotState::hasPending(Text key, const Moment &moment) {
  KeyReader reader(stored(key));
  bool found = false;
  for (PendingCall pending; !found && reader.next(pending);)
    found = !(pending.call == moment.deciding) && window_.holds(pending.bucket, moment.now);
  check(reader);
  return found;
}

bool SlotState::total(Text key, int64_t now, int64_t &sum) {
  KeyReader reader(stored(key));
  sum = 0;
  bool fits = true;
  for (Bucket bucket; fits && reader.next(bucket);)
    if (window_.holds(bucket.index, now))
      fits = addChecked(sum, bucket.total, sum);
  check(reader);
  return fits;
}

bool SlotState::latest(Text key, int64_t now, KeptValue &value) {
  KeyReader reader(stored(key));
  check(reader);
  value = reader.latest;
  return reader.ok() && reader.hasLatest && window_.holds(value.bucket, now);
}

Mention SlotState::mentioned(Text key, Text value, int64_t now) {
  KeyReader reader(stored(key));
  if (value.empty())
    return Mention::No;
  for (KeptText kept; reader.next(kept);)
    if (window_.holds(kept.bucket, now) && mentions(kept.text, value))
      return Mention::Yes;
  check(reader);
  return reader.hasDropped && window_.holds(reader.dropped, now) ? Mention::Dropped : Mention::No;
}

// ---- Writing

/// The key's state, to be changed; false where there is no memory or the store holds something else.
bool SlotState::open(Text key, KeyState &state) {
  if (decode(stored(key), arena_, state))
    return true;
  if (!arena_.exhausted())
    changes_.fail();
  return false;
}

void SlotState::close(Text key, const KeyState &state) {
  if (state.empty())
    return changes_.remove(Table::Slots, group_, key);
  changes_.put(Table::Slots, group_, key, encode(state, arena_), state.expires(window_), WhenFull::Sweep,
               keyCapacity());
}

/// Forgets what no window holds any more.
void SlotState::trim(KeyState &state, int64_t now) const {
  size_t gone = 0;
  while (gone < state.bucketCount && !window_.holds(state.buckets[gone].index, now))
    ++gone;
  state.buckets += gone;
  state.bucketCount -= gone;
  for (gone = 0; gone < state.textCount && !window_.holds(state.texts[gone].bucket, now);)
    ++gone;
  state.texts += gone;
  state.textCount -= gone;
  size_t kept = 0;
  for (size_t at = 0; at < state.pendingCount; ++at)
    if (window_.holds(state.pending[at].bucket, now))
      state.pending[kept++] = state.pending[at];
  state.pendingCount = kept;
}

void SlotState::addCounted(Text key, int64_t now, int64_t amount) {
  KeyState state;
  if (!open(key, state))
    return;
  trim(state, now);
  int64_t bucket = window_.bucket(now);
  if (state.bucketCount == 0 || state.buckets[state.bucketCount - 1].index != bucket)
    state.buckets[state.bucketCount++] = {bucket, 0, 0};
  Bucket &last = state.buckets[state.bucketCount - 1];
  ++last.count;
  if (!addChecked(last.total, amount, last.total))
    changes_.fail(); // `canAdd` was asked before
  close(key, state);
}

void SlotState::addText(Text key, int64_t now, Text text) {
  KeyState state;
  if (!open(key, state))
    return;
  trim(state, now);
  state.texts[state.textCount++] = {window_.bucket(now), text};
  size_t bytes = 0;
  for (size_t at = 0; at < state.textCount; ++at)
    bytes += state.texts[at].text.size;
  uint64_t capacity = row_.capacity < 0 ? 0 : static_cast<uint64_t>(row_.capacity);
  while (bytes > capacity && state.textCount > 0) { // whole events, the oldest first
    const KeptText &oldest = state.texts[0];
    if (!state.hasDropped || state.dropped < oldest.bucket)
      state.dropped = oldest.bucket;
    state.hasDropped = true;
    bytes -= oldest.text.size;
    ++state.texts;
    --state.textCount;
  }
  close(key, state);
}

void SlotState::addLatest(Text key, int64_t now, uint64_t bundle, Text bytes) {
  KeyState state;
  if (!open(key, state))
    return;
  trim(state, now);
  state.hasLatest = true;
  state.latest = {window_.bucket(now), bundle, bytes};
  close(key, state);
}

void SlotState::addPending(Text key, Text call, int64_t now) {
  KeyState state;
  if (!open(key, state))
    return;
  trim(state, now);
  size_t at = 0;
  while (at < state.pendingCount && !(state.pending[at].call == call))
    ++at;
  state.pending[at] = {window_.bucket(now), call};
  state.pendingCount = at < state.pendingCount ? state.pendingCount : at + 1;
  close(key, state);
  changes_.put(Table::Pending, group_, call, key, window_.lastInstant(window_.bucket(now)), WhenFull::Sweep,
               defaultKeys);
}

void SlotState::resolve(Text call) {
  Text key = changes_.get(Table::Pending, group_, call);
  if (!key.data)
    return;
  KeyState state;
  if (stored(key).data && open(key, state)) {
    size_t kept = 0;
    for (size_t at = 0; at < state.pendingCount; ++at)
      if (!(state.pending[at].call == call))
        state.pending[kept++] = state.pending[at];
    state.pendingCount = kept;
    close(arena_.copy(key), state);
  }
  changes_.remove(Table::Pending, group_, call);
}

} // namespace onus::rt
