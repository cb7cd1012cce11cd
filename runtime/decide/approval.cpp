// SPDX-License-Identifier: Apache-2.0
#include "runtime/decide/approval.h"

#include "runtime/base/number.h"
#include "runtime/base/time.h"
#include "runtime/state/blob.h"
#include "runtime/value/access.h"

namespace onus::rt {

int64_t AskedParty::deadline() const {
  int64_t sum = 0;
  return addChecked(at, within, sum) ? sum : INT64_MAX;
}

int64_t OpenAsk::expires() const {
  int64_t last = INT64_MIN;
  for (size_t place = 0; place < count; ++place)
    last = parties[place].deadline() > last ? parties[place].deadline() : last;
  return last;
}

// ---- As bytes

bool readAsk(Text bytes, Arena &arena, OpenAsk &ask) {
  constexpr size_t leastBytes = 25; // of a party
  BlobReader reader(bytes);
  ask.eventId = reader.text();
  ask.session = reader.text();
  ask.count = reader.word();
  if (!reader.ok() || ask.count > reader.left() / leastBytes)
    return false;
  ask.parties = arena.array<AskedParty>(ask.count + 1);
  if (!ask.parties)
    return false;
  for (size_t place = 0; place < ask.count; ++place) {
    AskedParty &party = ask.parties[place];
    party.party = reader.text();
    party.guardrail = reader.text();
    party.at = reader.number();
    party.within = reader.number();
    party.escalated = reader.byte() != 0;
  }
  return reader.ok() && reader.atEnd();
}

Text storeAsk(const OpenAsk &ask, Arena &arena) {
  Buffer out(arena);
  BlobWriter writer(out);
  writer.text(ask.eventId);
  writer.text(ask.session);
  writer.word(static_cast<uint32_t>(ask.count));
  for (size_t place = 0; place < ask.count; ++place) {
    const AskedParty &party = ask.parties[place];
    writer.text(party.party);
    writer.text(party.guardrail);
    writer.number(party.at);
    writer.number(party.within);
    writer.byte(party.escalated);
  }
  return out.failed() ? Text() : out.text();
}

// ---- Answers

namespace {

class Approver {
public:
  Approver(const Bundle &bundle, const Event &event) : bundle_(bundle), event_(event) {}

  bool mayAnswer(Text party, Text by, int64_t at) const {
    if (by.empty() || by == event_.agentId)
      return false;
    if (party == Text("user"))
      return by == event_.onBehalfOf;
    const PartyRow *person = answering(party, by);
    if (!person || !isActive(*person, at))
      return false;
    // One person may go by two names: neither may be the agent or the one for whom it acts.
    return !(by == event_.onBehalfOf) && !isPerson(*person, event_.onBehalfOf) && !isPerson(*person, event_.agentId);
  }

private:
  /// True where a name or address means this person.
  bool isPerson(const PartyRow &person, Text by) const {
    Text email = bundle_.text(person.email);
    return !by.empty() && (bundle_.text(person.name) == by || (!email.empty() && email == by));
  }

  static bool isActive(const PartyRow &person, int64_t at) {
    int32_t day = dayOf(at);
    return (person.activeFrom == noDay || person.activeFrom <= day) &&
           (person.activeUntil == noDay || day <= person.activeUntil);
  }

  const PartyRow *find(Text name) const {
    Span<PartyRow> parties = bundle_.rows<Section::Parties>();
    size_t low = 0, high = parties.size;
    while (low < high) {
      size_t middle = low + (high - low) / 2;
      if (bundle_.text(parties[middle].name) < name)
        low = middle + 1;
      else
        high = middle;
    }
    return low < parties.size && bundle_.text(parties[low].name) == name ? &parties[low] : nullptr;
  }

  /// The person who may answer for the party and is meant by `by`: itself, or a team's lead or member; else null.
  const PartyRow *answering(Text party, Text by) const {
    const PartyRow *asked = find(party);
    if (!asked)
      return nullptr;
    if (asked->kind == PartyKind::Person)
      return isPerson(*asked, by) ? asked : nullptr;
    for (uint32_t member : bundle_.rows<Section::Indexes>(asked->members))
      if (const PartyRow &person = bundle_.row<Section::Parties>(member); isPerson(person, by))
        return &person;
    const PartyRow *lead = asked->lead == none ? nullptr : &bundle_.row<Section::Parties>(asked->lead);
    return lead && isPerson(*lead, by) ? lead : nullptr;
  }

  const Bundle &bundle_;
  const Event &event_;
};

Text textIn(const Cell &object, Text name) {
  const Cell *found = member({}, object, name);
  return found && found->kind == Kind::JsonString ? Text(found->pointer<char>(), found->size) : Text();
}

} // namespace

Answer answerOf(const Bundle &bundle, const Event &event, const AskedParty &asked, Text digest) {
  Answer answer = Answer::None;
  if (!event.approvals || event.approvals->kind != Kind::JsonArray)
    return answer;
  Approver approver(bundle, event);
  const Cell *approvals = event.approvals->pointer<Cell>();
  for (size_t place = 0; place < event.approvals->size; ++place) {
    const Cell &approval = approvals[place];
    int64_t at = 0;
    Text by = textIn(approval, "by");
    bool counts = textIn(approval, "of") == digest && textIn(approval, "party") == asked.party &&
                  parseInstant(textIn(approval, "at"), at) && at >= asked.at && at <= event.now &&
                  at <= asked.deadline() && approver.mayAnswer(asked.party, by, at);
    if (!counts)
      continue;
    const Cell *refused = member({}, approval, "refused");
    if (refused && !(refused->kind == Kind::JsonBool && refused->payload == 0))
      return Answer::Refused; // one refusal denies, whoever else approved
    answer = Answer::Approved;
  }
  return answer;
}

} // namespace onus::rt
