// SPDX-License-Identifier: Apache-2.0
// What history keeps of events besides their number, and the step in which it changes.
#include "runtime/decide/history.h"
#include "runtime/interpret/why.h"
#include "runtime/json/read.h"
#include "runtime/json/write.h"
#include "runtime/state/stored_value.h"
#include "runtime/value/fit.h"
#include "runtime/value/text.h"

namespace onus::rt {

Outcome History::latest(uint32_t slot, Text key, const Moment &moment) {
  if (state(slot).hasPending(key, moment))
    return Outcome::engine(why("a result that `", slot, "` waits for is still out"));
  KeptValue kept;
  Cell value;
  if (!state(slot).latest(key, event_.now, kept))
    return Cell();
  if (!readStoredValue(kept.bytes, arena_, value)) {
    if (!arena_.exhausted())
      changes_.fail();
    return Outcome::engine(whyNoMemory);
  }
  if (kept.bundle == context_.stamp)
    return value;
  // Another version of the policy kept it: it must fit what this one wants.
  Buffer json(arena_);
  writeJson(pool_, value, json);
  Cell read, fitted;
  JsonError error;
  Text misfit;
  const Code &path = bundle_.code(row(slot).path);
  bool fits = !json.failed() && readJson(json.text(), arena_, read, error, 256) && path.type != none &&
              fit(bundle_, arena_, read, path.type, "latest", fitted, misfit);
  return fits ? fitted : Cell();
}

Outcome History::mentioned(uint32_t slot, Text key, const Cell &value) {
  Text wanted = textOf(pool_, value, arena_);
  switch (state(slot).mentioned(key, wanted, event_.now)) {
  case Mention::No:
    return Outcome::boolean(false);
  case Mention::Yes:
    return Outcome::boolean(true);
  case Mention::Dropped:
    break;
  }
  return Outcome::content("what was said first is no longer kept");
}

// ---- Writing

void History::write(const SlotUpdate &update) {
  SlotState slot = state(update.slot);
  if (update.pending)
    return slot.addPending(update.key, event_.id, event_.now);
  switch (row(update.slot).op) {
  case HistoryOp::Seen:
  case HistoryOp::Count:
    return slot.addCounted(update.key, event_.now, 0);
  case HistoryOp::Total:
    return slot.addCounted(update.key, event_.now, update.value.payload);
  case HistoryOp::Mentioned:
    return slot.addText(update.key, event_.now, textOf(pool_, update.value, arena_));
  case HistoryOp::Latest:
    break;
  }
  Buffer bytes(arena_);
  storeValue(pool_, update.value, bytes);
  if (bytes.failed() && !arena_.exhausted())
    changes_.fail();
  slot.addLatest(update.key, event_.now, context_.stamp, bytes.text());
}

bool History::apply(Disposition disposition) {
  bool ahead = disposition == Disposition::Ahead;
  bool keeps = newSession_ && !sessionsFull_;
  if (keeps)
    changes_.put(Table::Sessions, context_.systemGroups[decision_.systemPlace], event_.session, session_.store(arena_));
  if (ahead && event_.kind == EventKind::Result)
    for (uint32_t slot : bundle_.rows<Section::Indexes>(decision_.dispatch->recording))
      state(slot).resolve(event_.id);
  for (const SlotUpdate &update : updates_) {
    bool ofDenied = row(update.slot).flags & slotDenied;
    if (ofDenied ? disposition == Disposition::Denied : ahead)
      write(update);
  }
  return keeps;
}

} // namespace onus::rt
