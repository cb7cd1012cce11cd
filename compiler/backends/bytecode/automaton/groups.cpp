// SPDX-License-Identifier: Apache-2.0
#include "backends/bytecode/automaton/groups.h"

#include "llvm/ADT/STLExtras.h"

#include <map>

namespace onus::backends::bytecode {

namespace {

using Set = std::vector<uint64_t>;

/// Takes the step to the neighbour out of a position's steps; true where there was one.
bool takeNeighbour(const Relation &relation, uint32_t position, Set &steps) {
  bool back = relation.use == rt::AutomatonUse::Find;
  if (position == (back ? 0 : relation.positions - 1))
    return false;
  uint32_t neighbour = back ? position - 1 : position + 1;
  uint64_t bit = uint64_t{1} << (neighbour % 64);
  bool steps1 = (steps[neighbour / 64] & bit) != 0;
  steps[neighbour / 64] &= ~bit;
  return steps1;
}

void groupContext(const Relation &relation, uint32_t context, Groups &groups,
                  std::map<std::pair<Set, Set>, uint16_t> &known) {
  size_t words = relation.words();
  std::map<Set, Set> sharing; // what is stepped to → who steps there
  for (uint32_t position = 0; position < relation.positions; ++position) {
    const uint64_t *row = relation.steps[context].row(position);
    Set steps(row, row + words);
    if (takeNeighbour(relation, position, steps))
      groups.shifts.set(context, position);
    if (llvm::all_of(steps, [](uint64_t word) { return word == 0; }))
      continue;
    groups.grouped.set(context, position);
    Set &members = sharing.try_emplace(std::move(steps), words).first->second;
    members[position / 64] |= uint64_t{1} << (position % 64);
  }
  for (auto &[steps, members] : sharing) {
    auto [group, fresh] = known.try_emplace({members, steps}, static_cast<uint16_t>(groups.count));
    if (fresh) {
      ++groups.count;
      llvm::append_range(groups.members, members);
      llvm::append_range(groups.follow, steps);
    }
    forEachBit(members.data(), words, [&, number = group->second](size_t position) {
      groups.of[context * relation.positions + position] = number;
    });
  }
}

} // namespace

Groups groupsOf(const Relation &relation) {
  Groups groups;
  groups.shifts = groups.grouped = BitRows(relation.contexts, relation.words());
  groups.of.assign(size_t{relation.contexts} * relation.positions, rt::automatonNoGroup);
  std::map<std::pair<Set, Set>, uint16_t> known;
  for (uint32_t context = 0; context < relation.contexts; ++context)
    groupContext(relation, context, groups, known);
  return groups;
}

} // namespace onus::backends::bytecode
