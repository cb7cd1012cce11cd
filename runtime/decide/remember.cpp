// SPDX-License-Identifier: Apache-2.0
// The one step in which state changes (S22).
#include "runtime/decide/deciding.h"
#include "runtime/decide/obligations.h"

namespace onus::rt {

void Deciding::remember() {
  bool denied = decision_.verdict == Verdict::Deny && decision_.deniedByGuardrail();
  owe(context_, decision_, clock_, group(), changes_, arena_);
  bool begins = history_->apply(decision_.ahead() ? Disposition::Ahead
                                : denied          ? Disposition::Denied
                                                  : Disposition::Outside);
  clock_.nextSequence += begins;
  clock_.latest = event_.now;
  rememberIds();
  if (decision_.verdict == Verdict::Ask)
    rememberAsk();
  else if (changes_.count(Table::Asks, group()) > 0 && changes_.has(Table::Asks, group(), digest()))
    changes_.remove(Table::Asks, group(), digest());
  changes_.put(Table::Meta, group(), metaClock, clock_.store(arena_));
}

void Deciding::rememberIds() {
  bool asked = decision_.verdict == Verdict::Ask;
  SeenEvent seen{asked, asked ? digest() : Text()};
  auto keep = [&](Table table, Text key, Text value) {
    changes_.put(table, group(), key, value, never, WhenFull::ForgetEarliest, context_.limits.rememberedIds);
  };
  keep(Table::Seen, seenKey_, seen.store(arena_));
  if (event_.kind == EventKind::Call)
    keep(Table::Calls, event_.id, storeCall(decision_.ahead() ? CallStatus::Ahead : CallStatus::NotAhead));
  if (event_.kind == EventKind::Result && decision_.ahead())
    keep(Table::Calls, event_.id, storeCall(CallStatus::Answered));
}

void Deciding::rememberAsk() {
  OpenAsk before;
  Text stored = changes_.get(Table::Asks, group(), digest());
  if (stored.data && !readAsk(stored, arena_, before) && !arena_.exhausted())
    changes_.fail();
  size_t count = 0;
  for (Ask *ask = decision_.asks.first; ask; ask = ask->next)
    ++count;
  OpenAsk open{event_.id, event_.session, arena_.array<AskedParty>(count + 1), 0};
  if (!open.parties)
    return;
  for (const Ask &ask : decision_.asks) {
    AskedParty party{ask.party, ask.guardrail, ask.askedAt, ask.within, false};
    for (size_t place = 0; place < before.count; ++place) {
      const AskedParty &known = before.parties[place];
      if (known.party == party.party && known.guardrail == party.guardrail && known.within == party.within &&
          known.at == party.at)
        party.escalated = known.escalated;
    }
    clock_.nextDeadline = party.deadline() < clock_.nextDeadline ? party.deadline() : clock_.nextDeadline;
    open.parties[open.count++] = party;
  }
  int64_t expires = open.expires();
  clock_.earliestAsk = expires < clock_.earliestAsk ? expires : clock_.earliestAsk;
  changes_.put(Table::Asks, group(), digest(), storeAsk(open, arena_), expires, WhenFull::SweepAlways,
               context_.limits.openAsks);
}

} // namespace onus::rt
