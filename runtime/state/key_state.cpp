// SPDX-License-Identifier: Apache-2.0
#include "runtime/state/key_state.h"

namespace onus::rt {

namespace {
constexpr uint8_t flagDropped = 1, flagLatest = 2;
constexpr size_t bucketBytes = 24, partBytes = 12; ///< the least that a bucket, and a call or text, takes
} // namespace

KeyReader::KeyReader(Text bytes) : reader_(bytes) {
  if (!bytes.data)
    return;
  uint8_t flags = reader_.byte();
  buckets = reader_.word();
  pending = reader_.word();
  texts = reader_.word();
  if ((hasDropped = flags & flagDropped))
    dropped = reader_.number();
  if ((hasLatest = flags & flagLatest)) {
    latest.bucket = reader_.number();
    latest.bundle = static_cast<uint64_t>(reader_.number());
    latest.bytes = reader_.text();
  }
  // What cannot be there is not made room for.
  uint64_t least = uint64_t{buckets} * bucketBytes + (uint64_t{pending} + texts) * partBytes;
  if (least > reader_.left())
    reader_.take(SIZE_MAX);
  if (!reader_.ok())
    buckets = pending = texts = 0;
}

bool KeyReader::next(Bucket &bucket) {
  if (buckets == 0 || !reader_.ok())
    return false;
  --buckets;
  bucket.index = reader_.number();
  bucket.count = reader_.number();
  bucket.total = reader_.number();
  return reader_.ok();
}

bool KeyReader::next(PendingCall &call) {
  for (Bucket skipped; next(skipped);)
    continue;
  if (pending == 0 || !reader_.ok())
    return false;
  --pending;
  call.bucket = reader_.number();
  call.call = reader_.text();
  return reader_.ok();
}

bool KeyReader::next(KeptText &text) {
  for (PendingCall skipped; next(skipped);)
    continue;
  if (texts == 0 || !reader_.ok())
    return false;
  --texts;
  text.bucket = reader_.number();
  text.text = reader_.text();
  return reader_.ok();
}

int64_t KeyState::expires(const Window &window) const {
  if (empty())
    return INT64_MIN;
  int64_t newest = INT64_MIN;
  auto see = [&](int64_t bucket) { newest = bucket > newest ? bucket : newest; };
  for (size_t at = 0; at < bucketCount; ++at)
    see(buckets[at].index);
  for (size_t at = 0; at < pendingCount; ++at)
    see(pending[at].bucket);
  for (size_t at = 0; at < textCount; ++at)
    see(texts[at].bucket);
  if (hasDropped)
    see(dropped);
  if (hasLatest)
    see(latest.bucket);
  return window.lastInstant(newest);
}

bool decode(Text bytes, Arena &arena, KeyState &state) {
  KeyReader reader(bytes);
  state.buckets = arena.array<Bucket>(size_t{reader.buckets} + 1);
  state.pending = arena.array<PendingCall>(size_t{reader.pending} + 1);
  state.texts = arena.array<KeptText>(size_t{reader.texts} + 1);
  if (!reader.ok() || !state.buckets || !state.pending || !state.texts)
    return false;
  while (reader.next(state.buckets[state.bucketCount]))
    ++state.bucketCount;
  while (reader.next(state.pending[state.pendingCount]))
    ++state.pendingCount;
  while (reader.next(state.texts[state.textCount]))
    ++state.textCount;
  state.hasDropped = reader.hasDropped;
  state.dropped = reader.dropped;
  state.hasLatest = reader.hasLatest;
  state.latest = reader.latest;
  return reader.ok();
}

Text encode(const KeyState &state, Arena &arena) {
  Buffer out(arena);
  BlobWriter writer(out);
  writer.byte(static_cast<uint8_t>((state.hasDropped ? flagDropped : 0) | (state.hasLatest ? flagLatest : 0)));
  writer.word(static_cast<uint32_t>(state.bucketCount));
  writer.word(static_cast<uint32_t>(state.pendingCount));
  writer.word(static_cast<uint32_t>(state.textCount));
  if (state.hasDropped)
    writer.number(state.dropped);
  if (state.hasLatest) {
    writer.number(state.latest.bucket);
    writer.number(static_cast<int64_t>(state.latest.bundle));
    writer.text(state.latest.bytes);
  }
  for (size_t at = 0; at < state.bucketCount; ++at) {
    writer.number(state.buckets[at].index);
    writer.number(state.buckets[at].count);
    writer.number(state.buckets[at].total);
  }
  for (size_t at = 0; at < state.pendingCount; ++at) {
    writer.number(state.pending[at].bucket);
    writer.text(state.pending[at].call);
  }
  for (size_t at = 0; at < state.textCount; ++at) {
    writer.number(state.texts[at].bucket);
    writer.text(state.texts[at].text);
  }
  return out.failed() ? Text() : out.text();
}

} // namespace onus::rt
