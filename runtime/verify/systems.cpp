// SPDX-License-Identifier: Apache-2.0
#include "runtime/verify/verifier.h"

namespace onus::rt {

namespace {

constexpr int64_t largestCapacity = 1 << 30;
/// So many steps take longer than any decision is waited for; adding to them stays within int64.
constexpr int64_t dearest = int64_t{1} << 60;

bool hasTools(EventKind kind) { return kind == EventKind::Call || kind == EventKind::Result; }

} // namespace

bool Verifier::checkSystems() {
  at(Section::Systems, 0);
  if (!require(count<Section::Systems>() > 0, "a bundle has a system"))
    return false;
  int64_t worst = 0;
  for (size_t place = 0; place < count<Section::Systems>(); ++place) {
    const SystemRow &system = bundle_.row<Section::Systems>(place);
    if (!checkSystem(place, system))
      return false;
    worst = system.worstCost > worst ? system.worstCost : worst;
  }
  if (worst != bundle_.header().worstCost)
    return failAt(0, "the header's worst cost is not that of its dearest system");
  return allOwned<Section::Dispatch>() && allOwned<Section::Tools>() && allOwned<Section::Bindings>() &&
         allOwned<Section::Unguarded>() && allOwned<Section::Context>() && allOwned<Section::Detectors>() &&
         allOwned<Section::Slots>() && allOwned<Section::Guardrails>() && allOwned<Section::Lets>() &&
         allOwned<Section::Rules>() && allOwned<Section::Redacts>() && allOwned<Section::Exceptions>();
}

bool Verifier::checkSystem(size_t place, const SystemRow &system) {
  at(Section::Systems, place);
  uint64_t dispatch = uint64_t{system.tools.count} * 2 + (eventKinds - 2);
  if (!texts("who answers for it, or what it is, is no text", system.name, system.title, system.operatorParty,
             system.business, system.engineering, system.security, system.model, system.modelVersion, system.change,
             system.incident, system.review) ||
      !require(system.name.size > 0, "a system has a name") ||
      !(place == 0 ||
        sorted(bundle_.row<Section::Systems>(place - 1).name, system.name, "the systems are not sorted and unique")) ||
      !(system.reviewOn == noDay || day(system.reviewOn, "its review is out of range")) ||
      !require(system.worstCost >= 0 && system.worstCost <= dearest, "its worst cost is out of range") ||
      !owns<Section::Tools>(system.tools, "its tools do not follow those of the system before") ||
      !owns<Section::Context>(system.context, "its context does not follow that of the system before") ||
      !owns<Section::Detectors>(system.detectors, "its detectors do not follow those of the system before") ||
      !owns<Section::Slots>(system.slots, "its slots do not follow those of the system before") ||
      !owns<Section::Guardrails>(system.guardrails, "its guardrails do not follow those of the system before") ||
      !owns<Section::Dispatch>(system.dispatch, "its dispatch does not follow that of the system before") ||
      !require(system.dispatch.count == dispatch, "its dispatch is not that of so many tools") || !checkToolSet(system))
    return false;
  size_t tool = 0;
  return each<Section::Tools>(system.tools, [&](const ToolRow &row) { return checkTool(system, tool++, row); }) &&
         each<Section::Context>(system.context,
                                [&](const ContextRow &row) {
                                  return text(row.name, "its name is no text") &&
                                         index<Section::Types>(row.type, "no such type") &&
                                         require(row.reserved == 0, "something where it is reserved");
                                }) &&
         distinct(
             system.context.count,
             [&](size_t member) { return bundle_.row<Section::Context>(system.context.first + member).name; },
             "two members of its context have one name") &&
         each<Section::Detectors>(system.detectors,
                                  [&](const DetectorRow &row) {
                                    return texts("its name, its owner or its vendor is no text", row.name, row.owner,
                                                 row.vendor) &&
                                           index<Section::Types>(row.output, "no such type") &&
                                           require(row.reserved == 0, "something where it is reserved") &&
                                           period(row.timeout, "its timeout is out of range") &&
                                           list<Section::TextRefs>(row.terms, "its terms are outside of `TextRefs`");
                                  }) &&
         each<Section::Slots>(system.slots, [&](const SlotRow &row) { return checkSlot(system, row); }) &&
         each<Section::Dispatch>(system.dispatch, [&](const DispatchRow &row) { return checkDispatch(system, row); }) &&
         checkGuardrails(system);
}

/// Every tool is found by its name, and nothing else is.
bool Verifier::checkToolSet(const SystemRow &system) {
  if (system.tools.count == 0 && system.toolSet == none)
    return true;
  if (!index<Section::Sets>(system.toolSet, "its tools have no set"))
    return false;
  const SetRow &set = bundle_.row<Section::Sets>(system.toolSet);
  if (!require(set.keys.count == system.tools.count && set.values.count == system.tools.count,
               "its set is not that of its tools"))
    return false;
  uint32_t place = 0;
  for (const ToolRow &tool : bundle_.rows<Section::Tools>(system.tools)) {
    if (!text(tool.name, "the name of a tool is no text") || !spend(tool.name.size))
      return false;
    uint32_t slot = bundle_.find(set, bundle_.text(tool.name));
    if (!require(slot != none && bundle_.row<Section::Indexes>(size_t{set.values.first} + slot) == place++,
                 "its set does not know a tool's place"))
      return false;
  }
  return true;
}

bool Verifier::checkTool(const SystemRow &system, size_t place, const ToolRow &tool) {
  constexpr uint32_t known = toolResultFromText | toolNeedsCall | toolNeedsResult;
  size_t row = size_t{system.tools.first} + place;
  if (!texts("its name, its surface or who answers for it is no text", tool.name, tool.surface, tool.digest,
             tool.classifiedBy, tool.owner) ||
      !(place == 0 ||
        sorted(bundle_.row<Section::Tools>(row - 1).name, tool.name, "the tools are not sorted and unique")) ||
      !index<Section::Types>(tool.args, "no such type") || !index<Section::Types>(tool.result, "no such type") ||
      !require((tool.flags & ~known) == 0 && tool.reserved == 0, "a flag that means nothing") ||
      !list<Section::TextRefs>(tool.effects, "its effects are outside of `TextRefs`"))
    return false;
  TypeKind args = bundle_.row<Section::Types>(tool.args).kind;
  if (!require(args == TypeKind::Record || args == TypeKind::Json, "arguments are a record or json") ||
      !owns<Section::Bindings>(tool.bindings, "its bindings do not follow those of the tool before") ||
      !owns<Section::Unguarded>(tool.unguarded, "its waivers do not follow those of the tool before"))
    return false;
  return checkBindings(tool) && each<Section::Unguarded>(tool.unguarded, [&](const UnguardedRow &unguarded) {
           return require(unguarded.event < eventKinds && hasTools(static_cast<EventKind>(unguarded.event)),
                          "events of this kind have no tool") &&
                  index<Section::Waivers>(unguarded.waiver, "no such waiver");
         });
}

bool Verifier::checkBindings(const ToolRow &tool) {
  const BindingRow *before = nullptr;
  return each<Section::Bindings>(tool.bindings, [&](const BindingRow &row) {
    bool holds =
        text(row.parameter, "its parameter is no text") &&
        (!before || sorted(before->parameter, row.parameter, "the bindings are not sorted and unique")) &&
        index<Section::Types>(row.type, "no such type") &&
        (row.value == none || (expression(row.value, "its value is no expression") && checkReach(row.value, true)));
    before = &row;
    return holds;
  });
}

bool Verifier::checkSlot(const SystemRow &system, const SlotRow &slot) {
  constexpr uint8_t known = slotDenied | slotReadsResult | slotSessionScoped;
  if (!texts("its text or its definition is no text", slot.text, slot.definition) ||
      !require(slot.op <= HistoryOp::Mentioned && static_cast<size_t>(slot.event) < eventKinds, "no such question") ||
      !require((slot.flags & ~known) == 0 && slot.reserved == 0, "a flag that means nothing") ||
      !require(slot.capacity >= 1 && slot.capacity <= largestCapacity, "its capacity is out of range") ||
      !(slot.last == -1 || period(slot.last, "its window is out of range")) ||
      !places(slot.notFor, system.tools.count, "no such tool") ||
      !places(slot.readers, system.guardrails.count, "no such guardrail") ||
      !list<Section::Operands>(slot.per, "its keys are outside of `Operands`"))
    return false;
  if (slot.where != none && !(condition(slot.where, "its `where` is no condition") && checkReach(slot.where, false)))
    return false;
  if (slot.path != none && !(expression(slot.path, "its path is no expression") && checkReach(slot.path, false)))
    return false;
  for (uint32_t key : bundle_.rows<Section::Operands>(slot.per))
    if (!expression(key, "a key is no expression") || !checkReach(key, false))
      return false;
  return checkSlotUse(slot);
}

/// Which of where, per, last and path go with the operation (S20).
bool Verifier::checkSlotUse(const SlotRow &slot) {
  bool adds = slot.op == HistoryOp::Total;
  bool bare = slot.where == none && slot.per.count == 0 && slot.last == -1;
  bool number = slot.amount == Kind::Int || slot.amount == Kind::Decimal || slot.amount == Kind::Duration;
  return require((adds || slot.op == HistoryOp::Latest) == (slot.path != none), "a path belongs to total and latest") &&
         require(!(slot.flags & slotDenied) || slot.op == HistoryOp::Count, "only denied events are counted") &&
         require(slot.op != HistoryOp::Mentioned || bare, "`mentioned` has no condition, key or window") &&
         require(number, "what is added up is a number");
}

bool Verifier::checkDispatch(const SystemRow &system, const DispatchRow &row) {
  if (!ascending(row.guardrails, system.guardrails.count, "its guardrails are not ascending places of the system") ||
      !ascending(row.covering, system.guardrails.count, "its covering guardrails are not ascending places") ||
      !ascending(row.recording, system.slots.count, "its slots are not ascending places of the system"))
    return false;
  Span<uint32_t> selecting = bundle_.rows<Section::Indexes>(row.guardrails);
  size_t next = 0;
  for (uint32_t place : bundle_.rows<Section::Indexes>(row.covering)) {
    while (next < selecting.size && selecting[next] < place)
      ++next;
    if (next == selecting.size || selecting[next] != place)
      return fail("what covers does not select");
  }
  return true;
}

} // namespace onus::rt
