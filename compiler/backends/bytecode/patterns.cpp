// SPDX-License-Identifier: Apache-2.0
#include "backends/bytecode/parts.h"

namespace onus::backends::bytecode {

using rt::Section;

uint32_t Patterns::row(llvm::StringRef source, PatternNeeds needs) {
  auto [found, added] = known_.try_emplace(source, static_cast<uint32_t>(needs_.size()));
  if (added) {
    rt::PatternRow row;
    row.source = rows_.text(source);
    rows_.add<Section::Patterns>(row);
    needs_.emplace_back();
  }
  PatternNeeds &all = needs_[found->second];
  all.whole |= needs.whole;
  all.search |= needs.search;
  all.find |= needs.find;
  return found->second;
}

/// Tables are multiples of 8 bytes and so begin at one.
uint32_t Patterns::automaton(llvm::ArrayRef<uint8_t> tables) {
  if (tables.empty())
    return rt::none;
  rt::Range range = rows_.share<Section::AutomatonTables>(tables);
  return rows_.shareOne<Section::Automata>({range.first, range.count});
}

void Patterns::finish() {
  for (uint32_t index = 0; index < needs_.size(); ++index) {
    rt::PatternRow row = rows_.get<Section::Patterns>(index);
    auto compiled = compilePattern(rows_.textOf(row.source), needs_[index]);
    if (auto *refusal = std::get_if<PatternRefusal>(&compiled)) {
      rows_.refuse(refusal->message);
      continue;
    }
    const auto &automata = std::get<PatternAutomata>(compiled);
    row.whole = automaton(automata.whole);
    row.search = automaton(automata.search);
    row.find = automaton(automata.find);
    rows_.set<Section::Patterns>(index, row);
  }
}

} // namespace onus::backends::bytecode
