// SPDX-License-Identifier: Apache-2.0
#include "runtime/decide/memory.h"

#include "runtime/state/key_state.h"

namespace onus::rt {

bool SystemClock::read(Text bytes) {
  if (!bytes.data)
    return true;
  BlobReader reader(bytes);
  latest = reader.number();
  nextSequence = static_cast<uint64_t>(reader.number());
  nextDeadline = reader.number();
  earliestAsk = reader.number();
  return reader.ok() && reader.atEnd();
}

Text SystemClock::store(Arena &arena) const {
  Buffer out(arena);
  BlobWriter writer(out);
  writer.number(latest);
  writer.number(static_cast<int64_t>(nextSequence));
  writer.number(nextDeadline);
  writer.number(earliestAsk);
  return out.failed() ? Text() : out.text();
}

bool Session::read(Text bytes) {
  BlobReader reader(bytes);
  sequence = static_cast<uint64_t>(reader.number());
  lost = reader.byte() != 0;
  return reader.ok() && reader.atEnd();
}

Text Session::store(Arena &arena) const {
  Buffer out(arena);
  BlobWriter writer(out);
  writer.number(static_cast<int64_t>(sequence));
  writer.byte(lost);
  return out.failed() ? Text() : out.text();
}

bool SeenEvent::read(Text bytes) {
  BlobReader reader(bytes);
  asked = reader.byte() != 0;
  digest = reader.take(reader.left());
  return reader.ok();
}

Text SeenEvent::store(Arena &arena) const {
  if (!asked)
    return Text("\0");
  Buffer out(arena);
  BlobWriter writer(out);
  writer.byte(1);
  out.append(digest);
  return out.failed() ? Text() : out.text();
}

bool readCall(Text bytes, CallStatus &status) {
  BlobReader reader(bytes);
  uint8_t value = reader.byte();
  status = static_cast<CallStatus>(value);
  return reader.ok() && reader.atEnd() && value <= static_cast<uint8_t>(CallStatus::Answered);
}

Text storeCall(CallStatus status) {
  static constexpr char values[] = {0, 1, 2};
  return {&values[static_cast<size_t>(status)], 1};
}

int64_t countUp(Changes &changes, Arena &arena, uint32_t group, Text name, int64_t length, int64_t now) {
  Window window(length);
  KeyState state;
  if (!decode(changes.get(Table::Thresholds, group, name), arena, state)) {
    changes.fail();
    return 0;
  }
  while (state.bucketCount > 0 && !window.holds(state.buckets[0].index, now)) {
    ++state.buckets;
    --state.bucketCount;
  }
  int64_t index = window.bucket(now);
  if (state.bucketCount == 0 || state.buckets[state.bucketCount - 1].index != index)
    state.buckets[state.bucketCount++] = {index, 0, 0};
  ++state.buckets[state.bucketCount - 1].count;
  int64_t count = 0;
  for (size_t at = 0; at < state.bucketCount; ++at)
    if (window.holds(state.buckets[at].index, now) && !addChecked(count, state.buckets[at].count, count))
      changes.fail();
  changes.put(Table::Thresholds, group, name, encode(state, arena), state.expires(window));
  return count;
}

} // namespace onus::rt
