// SPDX-License-Identifier: Apache-2.0
#include "backends/bytecode/automaton/relation.h"

namespace onus::backends::bytecode {

namespace {

void setBits(std::vector<uint64_t> &set, const Positions::List &list) {
  for (uint16_t position : list)
    if (position != Positions::accept)
      set[position / 64] |= uint64_t{1} << (position % 64);
}

/// Against the text, along what is preferred to an end: whoever walks forward later goes nowhere else.
void turn(Relation &relation, const Positions &positions, uint32_t context) {
  relation.steps[context] = BitRows(positions.count, positions.words());
  for (uint32_t position = 0; position < positions.count; ++position)
    for (uint16_t next : positions.lists[context][position])
      if (next != Positions::accept)
        relation.steps[context].set(next, position);
  relation.seeds[context] = positions.last[context];
  relation.ends[context].resize(positions.words());
  setBits(relation.ends[context], positions.lists[context][positions.count]);
}

} // namespace

Relation relationOf(const Positions &positions, rt::AutomatonUse use) {
  Relation relation;
  relation.use = use;
  relation.positions = positions.count;
  relation.contexts = positions.contexts;
  relation.takes = positions.takes;
  for (uint32_t context = 0; context < positions.contexts; ++context) {
    relation.empty[context] = positions.empty[context];
    if (use == rt::AutomatonUse::Find) {
      turn(relation, positions, context);
      continue;
    }
    relation.steps[context] = positions.follows[context];
    relation.seeds[context] = positions.first[context];
    relation.ends[context] = positions.last[context];
  }
  return relation;
}

} // namespace onus::backends::bytecode
