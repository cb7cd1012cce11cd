// SPDX-License-Identifier: Apache-2.0
#include "runtime/interpret/automaton.h"
#include "runtime/verify/verifier.h"

/// What expressions look things up in: patterns with their automata, and compile-time tables with their perfect hashes.
namespace onus::rt {

bool Verifier::checkAutomata() {
  size_t bytes = count<Section::AutomatonTables>();
  return each<Section::Automata>([&](const AutomatonRow &row) {
    return require(row.tables % 8 == 0 && row.size % 8 == 0, "its tables are not aligned to 8") &&
           require(row.tables <= bytes && row.size <= bytes - row.tables, "its tables are outside of their section");
  });
}

bool Verifier::checkPatterns() {
  uint32_t place = 0;
  return each<Section::Patterns>([&](const PatternRow &pattern) {
    bool holds = text(pattern.source, "its source is no text") &&
                 require(pattern.reserved == 0, "something where it is reserved") &&
                 indexOrNone<Section::Automata>(pattern.whole, "no automaton for the whole text") &&
                 indexOrNone<Section::Automata>(pattern.search, "no automaton to search") &&
                 indexOrNone<Section::Automata>(pattern.find, "no automaton to find") &&
                 checkAutomaton(pattern.whole, AutomatonUse::Whole) &&
                 checkAutomaton(pattern.search, AutomatonUse::Search) &&
                 checkAutomaton(pattern.find, AutomatonUse::Find);
    ++place;
    return holds;
  });
}

bool Verifier::checkAutomaton(uint32_t place, AutomatonUse use) {
  if (place == none)
    return true;
  const AutomatonRow &row = bundle_.row<Section::Automata>(place);
  size_t pattern = row_;
  at(Section::Automata, place);
  const char *problem = nullptr;
  if (!spend(row.size))
    return false;
  const uint8_t *tables = bundle_.rows<Section::AutomatonTables>().data + row.tables;
  if (!verifyAutomaton(tables, static_cast<size_t>(row.size), use, problem))
    return fail(problem ? Text(problem, strlen(problem)) : Text("its tables cannot be run"));
  at(Section::Patterns, pattern);
  return true;
}

bool Verifier::checkSets() {
  return each<Section::Sets>([&](const SetRow &set) {
    uint32_t buckets = set.displacements.count;
    return list<Section::Indexes>(set.displacements, "its displacements are outside of `Indexes`") &&
           list<Section::TextRefs>(set.keys, "its keys are outside of `TextRefs`") &&
           list<Section::Indexes>(set.values, "its values are outside of `Indexes`") &&
           require((buckets & (buckets - 1)) == 0, "the number of its buckets is no power of two") &&
           require(buckets != 0 || set.keys.count == 0, "it has no bucket") &&
           require(set.values.count == 0 || set.values.count == set.keys.count,
                   "there is not one value for each key") &&
           checkKeys(set);
  });
}

/// Every key is found where it is, so that no key is there twice and look-ups are right.
bool Verifier::checkKeys(const SetRow &set) {
  uint32_t slot = 0;
  for (TextRef key : bundle_.rows<Section::TextRefs>(set.keys)) {
    if (!spend(key.size) || !require(bundle_.find(set, bundle_.text(key)) == slot++, "a key is not at its slot"))
      return false;
  }
  return true;
}

bool Verifier::checkData() {
  return each<Section::Data>([&](const DataRow &data) {
    return texts("its name or its digest is no text", data.name, data.digest) &&
           index<Section::Constants>(data.constant, "no such constant") &&
           indexOrNone<Section::Sets>(data.set, "no such set") && checkNesting(data.constant) && checkTable(data);
  });
}

/// The set says of its table what going through the table would say.
bool Verifier::checkTable(const DataRow &data) {
  if (data.set == none)
    return true;
  const SetRow &set = bundle_.row<Section::Sets>(data.set);
  const Cell &whole = bundle_.row<Section::Constants>(data.constant);
  if (whole.kind == Kind::Record)
    return checkMap(set, whole);
  if (!require(whole.kind == Kind::List, "only lists of strings and maps have a set") ||
      !require(set.keys.count <= whole.size, "its set has texts that the table does not have") ||
      !spend(uint64_t{whole.size} * sizeof(Cell)))
    return false;
  const Cell *items = bundle_.pool().parts(whole);
  for (uint32_t place = 0; place < whole.size; ++place)
    if (!require(items[place].kind == Kind::String, "only lists of strings have a set") || !spend(items[place].size) ||
        !require(bundle_.find(set, bundle_.pool().text(items[place])) != none, "its set lacks a text of the table"))
      return false;
  return true;
}

/// Every key of the set names a member, and every member is a key of the set.
bool Verifier::checkMap(const SetRow &set, const Cell &map) {
  const Pool pool = bundle_.pool();
  if (!require(set.values.count == set.keys.count && set.keys.count <= map.size, "its set is not that of the map"))
    return false;
  Span<TextRef> keys = bundle_.rows<Section::TextRefs>(set.keys);
  Span<uint32_t> values = bundle_.rows<Section::Indexes>(set.values);
  for (uint32_t slot = 0; slot < keys.size; ++slot) {
    if (!require(values[slot] < map.size, "its set names a member that the map does not have"))
      return false;
    const Cell &name = pool.parts(map)[size_t{2} * values[slot]];
    if (!spend(name.size) || !require(pool.text(name) == bundle_.text(keys[slot]), "its set names another member"))
      return false;
  }
  for (uint32_t place = 0; place < map.size; ++place) {
    const Cell &name = pool.parts(map)[size_t{2} * place];
    if (!spend(name.size) || !require(bundle_.find(set, pool.text(name)) != none, "its set lacks a member of the map"))
      return false;
  }
  return true;
}

} // namespace onus::rt
