// SPDX-License-Identifier: Apache-2.0
#include "backends/bytecode/module_writer.h"

#include "evaluate/slot_meaning.h"
#include "evaluate/slot_state.h"

#include "llvm/ADT/STLExtras.h"

namespace onus::backends::bytecode {

using rt::Section;

namespace {

// The runtime numbers these as the IR does.
static_assert(static_cast<int>(rt::HistoryOp::Mentioned) == static_cast<int>(ir::HistoryOp::Mentioned));
static_assert(static_cast<int>(rt::EventKind::Memory) == static_cast<int>(ir::EventKind::Memory));
static_assert(rt::eventKinds == static_cast<size_t>(ir::EventKind::Memory) + 1);

constexpr bool hasTool(ir::EventKind kind) { return kind == ir::EventKind::Call || kind == ir::EventKind::Result; }

std::vector<uint32_t> numbers(llvm::ArrayRef<size_t> from) {
  std::vector<uint32_t> out;
  for (size_t each : from)
    out.push_back(static_cast<uint32_t>(each));
  return out;
}

rt::Kind amountKind(const ir::Slot &slot) {
  switch (evaluate::SlotState(slot).amountKind()) {
  case evaluate::ValueKind::Decimal:
    return rt::Kind::Decimal;
  case evaluate::ValueKind::Duration:
    return rt::Kind::Duration;
  default: // nothing else is added up
    return rt::Kind::Int;
  }
}

} // namespace

rt::SystemRow ModuleWriter::system(const ir::System &from) {
  system_ = &from;
  evaluate::SystemIndex index(from);
  rt::SystemRow row;
  row.name = text(from.name);
  row.title = text(from.title);
  row.operatorParty = text(from.operatorParty);
  row.business = text(from.business);
  row.engineering = text(from.engineering);
  row.security = text(from.security);
  row.model = text(from.model);
  row.modelVersion = text(from.modelVersion);
  row.change = text(from.change);
  row.incident = text(from.incident);
  row.review = text(from.review);
  row.reviewOn = from.reviewOn.value_or(rt::noDay);
  row.worstCost = from.worstCost;
  systemParts(from, row);
  std::vector<rt::SlotRow> slots;
  for (size_t place = 0; place < from.slots.size(); ++place)
    slots.push_back(slot(from, place, index));
  row.slots = rows_.addAll<Section::Slots>(slots);
  guardrails(from, index, row);
  row.dispatch = dispatch(from, index);
  return row;
}

void ModuleWriter::systemParts(const ir::System &from, rt::SystemRow &row) {
  std::vector<llvm::StringRef> names;
  std::vector<uint32_t> places;
  std::vector<rt::ToolRow> tools;
  for (const ir::Tool &each : from.tools) {
    places.push_back(static_cast<uint32_t>(names.size()));
    names.push_back(each.name);
    tools.push_back(tool(each));
  }
  row.toolSet = addSet(rows_, names, places);
  row.tools = rows_.addAll<Section::Tools>(tools);
  std::vector<rt::ContextRow> context;
  for (const ir::ContextMember &member : from.context)
    context.push_back({text(member.name), types_.row(member.type), 0});
  row.context = rows_.addAll<Section::Context>(context);
  std::vector<rt::DetectorRow> detectors;
  for (const ir::Detector &each : from.detectors)
    detectors.push_back(detector(each));
  row.detectors = rows_.addAll<Section::Detectors>(detectors);
}

rt::ToolRow ModuleWriter::tool(const ir::Tool &from) {
  rt::ToolRow row;
  row.name = text(from.name);
  row.surface = text(from.surface);
  row.digest = text(from.digest);
  row.classifiedBy = text(from.classifiedBy);
  row.owner = text(from.owner);
  row.args = types_.row(from.args);
  row.result = types_.row(from.result);
  row.flags = (from.resultFromText ? rt::toolResultFromText : 0) | (from.needsCall ? rt::toolNeedsCall : 0) |
              (from.needsResult ? rt::toolNeedsResult : 0);
  std::vector<std::string> effects;
  for (const ir::ToolEffect &effect : from.effects)
    effects.push_back(effect.effect);
  row.effects = texts(effects);
  row.bindings = bindings(from);
  std::vector<rt::UnguardedRow> unguarded;
  for (const ir::ToolUnguarded &each : from.unguarded)
    unguarded.push_back({static_cast<uint32_t>(each.event), waiver(each.waiver)});
  row.unguarded = rows_.addAll<Section::Unguarded>(unguarded);
  return row;
}

rt::Range ModuleWriter::bindings(const ir::Tool &from) {
  std::map<std::string, const ir::Binding *> sorted; // where one is bound twice, the first counts
  for (const ir::ToolEffect &effect : from.effects)
    for (const ir::Binding &binding : effect.bindings)
      sorted.emplace(effect.effect + "." + binding.parameter, &binding);
  std::vector<rt::BindingRow> rows;
  for (const auto &[parameter, binding] : sorted) {
    Scope scope;
    uint32_t value = binding->none ? rt::none : codes_.write(binding->value, scope);
    rows.push_back({text(parameter), types_.row(binding->type), value});
  }
  return rows_.addAll<Section::Bindings>(rows);
}

rt::DetectorRow ModuleWriter::detector(const ir::Detector &from) {
  rt::DetectorRow row;
  row.name = text(from.name);
  row.owner = text(from.owner);
  row.vendor = text(from.vendor);
  row.output = types_.row(from.output);
  row.timeout = from.timeout;
  row.terms = texts(from.terms);
  return row;
}

rt::Range ModuleWriter::places(const ir::System &system, const std::vector<std::string> &tools) {
  std::vector<uint32_t> found;
  for (size_t place = 0; place < system.tools.size() && !tools.empty(); ++place)
    if (llvm::is_contained(tools, system.tools[place].name))
      found.push_back(static_cast<uint32_t>(place));
  return rows_.share<Section::Indexes>(found);
}

rt::SlotRow ModuleWriter::slot(const ir::System &system, size_t place, const evaluate::SystemIndex &index) {
  const ir::Slot &from = system.slots[place];
  Scope scope;
  rt::SlotRow row;
  row.text = text(from.text);
  row.definition = text(evaluate::definitionOf(system, from));
  row.op = static_cast<rt::HistoryOp>(from.op);
  row.flags = static_cast<uint8_t>((from.denied ? rt::slotDenied : 0u) |
                                   (evaluate::whereReadsResult(from) ? rt::slotReadsResult : 0u) |
                                   (evaluate::isSessionScoped(from) ? rt::slotSessionScoped : 0u));
  row.event = static_cast<rt::EventKind>(from.event);
  row.amount = amountKind(from);
  row.where = codes_.write(from.where, scope);
  row.path = codes_.write(from.path, scope);
  std::vector<uint32_t> per;
  for (const ir::Expr *key : from.per)
    per.push_back(codes_.write(key, scope));
  row.per = rows_.share<Section::Operands>(per);
  row.notFor = places(system, from.notFor);
  row.readers = rows_.share<Section::Indexes>(numbers(index.readers(place)));
  row.last = from.last.value_or(-1);
  row.capacity = from.capacity;
  return row;
}

rt::DispatchRow ModuleWriter::dispatchOf(ir::EventKind kind, llvm::StringRef tool, const evaluate::SystemIndex &index) {
  rt::DispatchRow row;
  std::vector<size_t> covering;
  for (size_t guardrail : index.selecting(kind, tool))
    if (index.covers(guardrail, kind, tool))
      covering.push_back(guardrail);
  row.guardrails = rows_.share<Section::Indexes>(numbers(index.selecting(kind, tool)));
  row.covering = rows_.share<Section::Indexes>(numbers(covering));
  row.recording = rows_.share<Section::Indexes>(numbers(index.recording(kind, tool)));
  return row;
}

rt::Range ModuleWriter::dispatch(const ir::System &system, const evaluate::SystemIndex &index) {
  std::vector<rt::DispatchRow> rows;
  for (const ir::Tool &each : system.tools)
    for (ir::EventKind kind : {ir::EventKind::Call, ir::EventKind::Result})
      rows.push_back(dispatchOf(kind, each.name, index));
  for (size_t kind = 0; kind < rt::eventKinds; ++kind)
    if (auto event = static_cast<ir::EventKind>(kind); !hasTool(event))
      rows.push_back(dispatchOf(event, "", index));
  return rows_.addAll<Section::Dispatch>(rows);
}

} // namespace onus::backends::bytecode
