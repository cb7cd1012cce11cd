// SPDX-License-Identifier: Apache-2.0
// The entry checks of the engine, in the order of S9. Each is a final denial.
#include "runtime/decide/deciding.h"
#include "runtime/decide/envelope.h"
#include "runtime/decide/words.h"

namespace onus::rt {

Refusal Deciding::enter() {
  if (bundle_.rows<Section::Systems>().empty())
    return {"no_policy", "the artifact holds no system"};
  if (unread_)
    return unread_;
  Refusal refusal = enterSystem();
  if (refusal)
    return refusal;
  if (!event_.known)
    return {"unknown_event", "no such kind of event"};
  if (isStopped())
    return {"disabled", "the stop list names it"};
  if (event_.hasTool() && (refusal = enterTool()))
    return refusal;
  decision_.dispatch = &dispatchOf();
  return enterMemory();
}

/// Reads the document and its envelope; what can be read of a refused event stays for its record.
void Deciding::read(const EventSource &source) {
  Text problem;
  unread_ = source.read(source.self, arena_, context_.limits, event_.document);
  if (unread_)
    event_.document = Cell();
  else if (!readEnvelope(event_, problem))
    unread_ = {"malformed_event", problem};
}

uint32_t findSystem(const Bundle &bundle, Text name) {
  uint32_t found = none;
  Span<SystemRow> systems = bundle.rows<Section::Systems>();
  for (uint32_t place = 0; place < systems.size; ++place) {
    Text each = bundle.text(systems[place].name);
    if (each == name)
      return place;
    if (!(ownName(each) == name))
      continue;
    if (found != none)
      return none;
    found = place;
  }
  return found;
}

Refusal Deciding::enterSystem() {
  const Cell *member = event_.system;
  if (member && member->kind != Kind::JsonString)
    return {"unknown_system", "`system` is no string"};
  if (!member && context_.preset == none && bundle_.rows<Section::Systems>().size > 1)
    return {"unknown_system", "`system` is missing and the artifact holds several"};
  uint32_t own = member                    ? findSystem(bundle_, {member->pointer<char>(), member->size})
                 : context_.preset != none ? context_.preset
                                           : 0;
  if (own == none)
    return {"unknown_system", "the artifact has no such system"};
  if (context_.preset != none && context_.preset != own)
    return {"unknown_system", "the engine runs another system"};
  decision_.systemPlace = own;
  decision_.system = &bundle_.row<Section::Systems>(own);
  if (wanted_.record)
    digest();
  if (event_.hasTool())
    decision_.toolPlace = findTool(event_.tool);
  if (decision_.toolPlace != none)
    decision_.tool = &bundle_.row<Section::Tools>(decision_.system->tools.first + decision_.toolPlace);
  return {};
}

uint32_t Deciding::findTool(Text name) const {
  if (decision_.system->toolSet == none)
    return none;
  const SetRow &set = bundle_.row<Section::Sets>(decision_.system->toolSet);
  uint32_t slot = bundle_.find(set, name);
  return slot == none ? none : bundle_.row<Section::Indexes>(set.values.first + slot);
}

/// Two rows for each tool, then one for each other kind.
const DispatchRow &Deciding::dispatchOf() const {
  size_t place = static_cast<size_t>(event_.kind);
  if (decision_.tool)
    place = 2 * size_t{decision_.toolPlace} + (event_.kind == EventKind::Result);
  else
    place = 2 * size_t{decision_.system->tools.count} + (event_.kind < EventKind::Call ? place : place - 2);
  return bundle_.row<Section::Dispatch>(decision_.system->dispatch.first + place);
}

bool Deciding::isStopped() const {
  const StopList *stop = context_.stop;
  Text name = bundle_.text(decision_.system->name);
  return stop && ((event_.hasTool() && stop->stopsTool(event_.tool)) || stop->stopsSystem(name) ||
                  stop->stopsSystem(ownName(name)) || stop->stopsAgent(event_.agentId) ||
                  stop->stopsCredential(event_.credentialId));
}

Refusal Deciding::enterTool() {
  if (!decision_.tool)
    return {"unknown_action", "the system has no such tool"};
  Text misfit;
  makeRoots();
  if (!wanted_.skipArguments && roots_ && !roots_->fitArguments(misfit))
    return {"unfit_arguments", misfit};
  const Cell *digest = event_.toolDigest;
  bool isApproved = !digest || (digest->kind == Kind::JsonString &&
                                Text(digest->pointer<char>(), digest->size) == bundle_.text(decision_.tool->digest));
  return isApproved ? Refusal() : Refusal{"surface_drift", "the tool is not the one that was approved"};
}

Refusal Deciding::enterMemory() {
  Buffer key(arena_);
  key.append(event_.kindWord);
  key.append('\n');
  key.append(event_.id);
  seenKey_ = key.text();
  Text stored = changes_.get(Table::Seen, group(), seenKey_);
  SeenEvent seen;
  if (stored.data && !seen.read(stored))
    changes_.fail();
  bool again = stored.data && seen.asked && seen.digest == digest();
  if (event_.kind == EventKind::Result) {
    Text call = changes_.get(Table::Calls, group(), event_.id);
    CallStatus status = CallStatus::Ahead;
    if (call.data && !readCall(call, status))
      changes_.fail();
    if (call.data && status == CallStatus::NotAhead)
      return {"unexpected_result", "its call did not go ahead"};
    if (call.data && status == CallStatus::Answered)
      return {"unexpected_result", "its call already has its result"};
  }
  if (stored.data && !again)
    return {"replayed_event", "an event of this kind and id was seen before"};
  return {};
}

Text Deciding::digest() {
  if (decision_.actionDigest.empty())
    decision_.actionDigest =
        actionDigest(event_, bundle_.text(decision_.system->name), context_.key, arena_, worker_.scratch);
  return decision_.actionDigest;
}

} // namespace onus::rt
