// SPDX-License-Identifier: Apache-2.0
#include "backends/bytecode/module_writer.h"

#include "evaluate/tables.h"

#include "llvm/ADT/STLExtras.h"

namespace onus::backends::bytecode {

using rt::Section;

rt::Header ModuleWriter::write() {
  rt::Header header{};
  header.version = rt::formatVersion;
  header.sections = static_cast<uint32_t>(Section::Count);
  header.policyDigest = text(module_.digest);
  header.onusVersion = text(module_.onusVersion);
  for (const ir::SourceFile &source : module_.sources)
    rows_.add<Section::Sources>({text(source.path), text(source.digest)});
  writePeople();
  writeData();
  writeControls();
  std::vector<rt::SystemRow> systems;
  for (const ir::System &from : module_.systems) {
    systems.push_back(system(from));
    header.worstCost = std::max(header.worstCost, from.worstCost);
  }
  rows_.addAll<Section::Systems>(systems);
  patterns_.finish();
  return header;
}

rt::Range ModuleWriter::texts(const std::vector<std::string> &list) {
  std::vector<rt::TextRef> refs;
  for (const std::string &each : list)
    refs.push_back(text(each));
  return rows_.share<Section::TextRefs>(refs);
}

rt::SpanRow ModuleWriter::span(const ir::Span &from) {
  return {text(from.file), from.line, from.column, from.endLine, from.endColumn};
}

uint32_t ModuleWriter::waiver(const ir::Waiver &from) {
  return rows_.shareOne<Section::Waivers>({from.on, from.until, text(from.because), text(from.requestedBy),
                                           text(from.approvedBy), text(from.alsoApprovedBy)});
}

// ---- People, data, controls

namespace {

rt::PartyKind partyKind(llvm::StringRef word) {
  if (word == "organization")
    return rt::PartyKind::Organization;
  if (word == "team")
    return rt::PartyKind::Team;
  return word == "vendor" ? rt::PartyKind::Vendor : rt::PartyKind::Person;
}

/// By name; where a name is there twice the last one counts, as everywhere.
template <typename T>
std::map<std::string, const T *> sortedByName(const std::vector<T> &items) {
  std::map<std::string, const T *> sorted;
  for (const T &item : items)
    sorted[item.name] = &item;
  return sorted;
}

} // namespace

void ModuleWriter::writePeople() {
  auto people = sortedByName(module_.parties);
  for (const auto &entry : people)
    parties_.emplace(entry.first, static_cast<uint32_t>(parties_.size()));
  for (const auto &entry : people)
    rows_.add<Section::Parties>(party(*entry.second));
  for (const auto &[name, sink] : sortedByName(module_.sinks))
    sinks_[name] = rows_.add<Section::Sinks>({text(name), text(sink->owner), sink->keep});
}

rt::PartyRow ModuleWriter::party(const ir::Party &from) {
  auto placeOf = [&](const std::string &name) {
    auto found = parties_.find(name);
    if (found == parties_.end() && !name.empty())
      rows_.refuse("there is no party `" + name + "`");
    return found == parties_.end() ? rt::none : found->second;
  };
  rt::PartyRow row;
  row.name = text(from.name);
  row.title = text(from.title);
  row.email = text(from.email);
  row.answersTo = text(from.answersTo);
  row.kind = partyKind(from.kind);
  row.lead = placeOf(from.lead);
  std::vector<uint32_t> members;
  for (const std::string &member : from.members)
    members.push_back(placeOf(member));
  row.members = rows_.share<Section::Indexes>(members);
  std::vector<rt::TextRef> contacts;
  for (const auto &[channel, address] : from.contacts) {
    contacts.push_back(text(channel));
    contacts.push_back(text(address));
  }
  row.contacts = rows_.share<Section::TextRefs>(contacts);
  row.activeFrom = from.activeFrom.value_or(rt::noDay);
  row.activeUntil = from.activeUntil.value_or(rt::noDay);
  return row;
}

namespace {

/// Texts for quick membership, sorted, and for the keys of a map the places of their members.
uint32_t setOf(Rows &rows, const llvm::StringSet<> &strings, const evaluate::Value &value) {
  std::map<llvm::StringRef, uint32_t> sorted;
  for (const auto &entry : strings)
    sorted.emplace(entry.getKey(), 0);
  std::vector<llvm::StringRef> keys;
  for (const auto &entry : sorted)
    keys.push_back(entry.first);
  std::vector<uint32_t> values;
  if (const evaluate::Members *members = value.asRecord()) {
    for (size_t place = members->size(); place-- > 0;) // of equal keys the first counts
      sorted[(*members)[place].first] = static_cast<uint32_t>(place);
    for (const auto &entry : sorted)
      values.push_back(entry.second);
  }
  return addSet(rows, keys, values);
}

} // namespace

void ModuleWriter::writeData() {
  evaluate::Tables tables(module_);
  for (const auto &[name, data] : sortedByName(module_.data)) {
    const evaluate::Value *value = tables.data(name);
    if (!value) {
      rows_.refuse("the data `" + name + "` does not fit its type");
      continue;
    }
    rt::DataRow row;
    row.name = text(name);
    row.digest = text(data->digest);
    row.constant = constant(rows_, *value);
    if (const llvm::StringSet<> *strings = tables.index(name))
      row.set = setOf(rows_, *strings, *value);
    codes_.data[name] = rows_.add<Section::Data>(row);
  }
}

void ModuleWriter::writeControls() {
  for (const ir::System &system : module_.systems)
    for (const ir::Guardrail &guardrail : system.guardrails)
      for (const ir::Control &control : guardrail.controls)
        controls_.try_emplace({control.framework, control.version, control.id, control.title});
  for (auto &[control, row] : controls_)
    row = rows_.add<Section::Controls>({text(control[0]), text(control[1]), text(control[2]), text(control[3])});
}

} // namespace onus::backends::bytecode
