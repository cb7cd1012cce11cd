// SPDX-License-Identifier: Apache-2.0
#include "runtime/verify/verifier.h"

/// Who answers: parties, sinks, controls and waivers. Rows of other sections name parties by text; a name that nobody
/// has is only a name, and readers look it up without trusting it.
namespace onus::rt {

bool Verifier::checkPeople() {
  size_t place = 0;
  if (!each<Section::Parties>([&](const PartyRow &party) { return checkParty(place++, party); }))
    return false;
  place = 0;
  return each<Section::Sinks>([&](const SinkRow &sink) {
           size_t before = place++;
           return texts("its name or its owner is no text", sink.name, sink.owner) &&
                  period(sink.keep, "how long it keeps is out of range") &&
                  (before == 0 || sorted(bundle_.row<Section::Sinks>(before - 1).name, sink.name,
                                         "the sinks are not sorted and unique"));
         }) &&
         checkControls() && checkWaivers();
}

bool Verifier::checkParty(size_t place, const PartyRow &party) {
  return texts("a name, a title or an address is no text", party.name, party.title, party.email, party.answersTo) &&
         (place == 0 ||
          sorted(bundle_.row<Section::Parties>(place - 1).name, party.name, "the parties are not sorted and unique")) &&
         require(party.kind <= PartyKind::Vendor, "no kind of party") &&
         indexOrNone<Section::Parties>(party.lead, "no such lead") &&
         places(party.members, count<Section::Parties>(), "no such member") &&
         list<Section::TextRefs>(party.contacts, "its contacts are outside of `TextRefs`") &&
         require(party.contacts.count % 2 == 0, "a contact has a channel and an address") &&
         (party.activeFrom == noDay || day(party.activeFrom, "its first day is out of range")) &&
         (party.activeUntil == noDay || day(party.activeUntil, "its last day is out of range"));
}

bool Verifier::checkControls() {
  const ControlRow *before = nullptr;
  return each<Section::Controls>([&](const ControlRow &row) {
    if (!texts("a name is no text", row.framework, row.version, row.id, row.title))
      return false;
    const ControlRow *last = before;
    before = &row;
    if (!last)
      return true;
    const TextRef lefts[] = {last->framework, last->version, last->id, last->title};
    const TextRef rights[] = {row.framework, row.version, row.id, row.title};
    size_t place = 0;
    while (place < 3 && spend(lefts[place].size) && bundle_.text(lefts[place]) == bundle_.text(rights[place]))
      ++place;
    return sorted(lefts[place], rights[place], "the controls are not sorted and unique");
  });
}

bool Verifier::checkWaivers() {
  return each<Section::Waivers>([&](const WaiverRow &row) {
    return texts("who signed, or why, is no text", row.because, row.requestedBy, row.approvedBy, row.alsoApprovedBy) &&
           day(row.on, "its first day is out of range") && day(row.until, "its last day is out of range");
  });
}

} // namespace onus::rt
