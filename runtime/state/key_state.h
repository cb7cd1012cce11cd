// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "runtime/base/arena.h"
#include "runtime/state/blob.h"
#include "runtime/state/window.h"

/// What is kept for one key of a history slot (S18 to S25), as the store holds it and taken apart.
namespace onus::rt {

/// A call whose result is still out (S24).
struct PendingCall {
  int64_t bucket = 0;
  Text call;
};
/// A text that `mentioned` looks through.
struct KeptText {
  int64_t bucket = 0;
  Text text;
};
/// What `latest` gives, as bytes (state/stored_value.h).
struct KeptValue {
  int64_t bucket = 0;
  uint64_t bundle = 0; ///< which bundle wrote it
  Text bytes;
};

/// Goes through a stored value from its beginning to its end: first buckets, then pending calls, then texts. Bytes that
/// are none of ours leave `ok` false.
class KeyReader {
public:
  /// No bytes: a key of which nothing is known.
  explicit KeyReader(Text bytes);
  bool next(Bucket &bucket);
  bool next(PendingCall &pending);
  bool next(KeptText &text);
  bool ok() const { return reader_.ok(); }

  bool hasDropped = false, hasLatest = false;
  int64_t dropped = 0; ///< the newest bucket of which a text was dropped for room
  KeptValue latest;
  uint32_t buckets = 0, pending = 0, texts = 0; ///< how many are left to come

private:
  BlobReader reader_;
};

/// One key's history, to be changed. Its arrays lie in the arena of a decision.
struct KeyState {
  Bucket *buckets = nullptr; ///< ascending
  size_t bucketCount = 0;
  PendingCall *pending = nullptr;
  size_t pendingCount = 0;
  KeptText *texts = nullptr; ///< oldest first
  size_t textCount = 0;
  bool hasDropped = false, hasLatest = false;
  int64_t dropped = 0;
  KeptValue latest;

  bool empty() const { return !bucketCount && !pendingCount && !textCount && !hasDropped && !hasLatest; }
  /// The last instant at which anything of it counts.
  int64_t expires(const Window &window) const;
};

/// Takes a stored value apart, with room for one more bucket, pending call and text. False where the bytes are none of
/// ours or the arena has no memory.
bool decode(Text bytes, Arena &arena, KeyState &state);
/// The stored value; empty without memory.
Text encode(const KeyState &state, Arena &arena);

} // namespace onus::rt
