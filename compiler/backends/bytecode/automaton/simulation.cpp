// SPDX-License-Identifier: Apache-2.0
#include "backends/bytecode/automaton/simulation.h"

namespace onus::backends::bytecode {

Simulation::Simulation(const Relation &relation, uint32_t classes)
    : words_(relation.words()), search_(relation.use == rt::AutomatonUse::Search) {
  compare(relation, classes);
  // From the end to the beginning, since what a position stands for hangs on what comes behind it.
  for (bool changed = true; changed;) {
    changed = false;
    for (uint32_t position = relation.positions; position-- > 0;)
      changed |= refine(relation, position);
  }
  order(relation.positions);
}

/// What can be said without looking further: who takes what, and who ends where. All else is assumed, and refuted
/// later.
void Simulation::compare(const Relation &relation, uint32_t classes) {
  uint32_t count = relation.positions;
  size_t classWords = (classes + 63) / 64;
  BitRows takes(count, classWords);
  for (uint32_t letter = 0; letter < classes; ++letter)
    forEachBit(relation.takes.row(letter), words_, [&](size_t position) { takes.set(position, letter); });
  takesMore_ = standsFor_ = BitRows(count, words_);
  begins_.assign(count, search_);
  auto ends = [&](uint32_t context, uint32_t position) {
    return (relation.ends[context][position / 64] >> (position % 64) & 1) != 0;
  };
  for (uint32_t one = 0; one < count; ++one)
    for (uint32_t other = 0; other < count; ++other) {
      bool more = true, endsToo = true;
      for (size_t word = 0; word < classWords; ++word)
        more = more && (takes.row(one)[word] & ~takes.row(other)[word]) == 0;
      for (uint32_t context = 0; context < relation.contexts; ++context)
        endsToo = endsToo && (!ends(context, one) || ends(context, other));
      if (more)
        takesMore_.set(one, other);
      if (endsToo)
        standsFor_.set(one, other);
    }
  for (uint32_t context = 0; context < relation.contexts; ++context) {
    before_[context] = BitRows(count, words_);
    for (uint32_t position = 0; position < count; ++position) {
      if (ends(context, position))
        begins_[position] = false;
      forEachBit(relation.steps[context].row(position), words_,
                 [&](size_t next) { before_[context].set(next, position); });
    }
  }
}

/// Those that step to something that stands for a position and takes what it takes; all, where a match's beginning
/// does.
void Simulation::followers(const Relation &relation, uint32_t context, uint32_t position,
                           std::vector<uint64_t> &allowed) const {
  std::vector<uint64_t> stand(words_);
  for (size_t word = 0; word < words_; ++word)
    stand[word] = standsFor_.row(position)[word] & takesMore_.row(position)[word];
  bool begins = search_ && intersects(stand.data(), relation.seeds[context].data(), words_);
  allowed.assign(words_, begins ? ~uint64_t{0} : 0);
  if (begins)
    return;
  if (search_) // what ends before the scalar needs nothing that follows
    allowed = relation.ends[context];
  forEachBit(stand.data(), words_, [&](size_t next) {
    for (size_t word = 0; word < words_; ++word)
      allowed[word] |= before_[context].row(next)[word];
  });
}

/// Leaves out of those that stand for a position whatever cannot follow it; true where there was any.
bool Simulation::refine(const Relation &relation, uint32_t position) {
  bool changed = false;
  std::vector<uint64_t> allowed;
  for (uint32_t context = 0; context < relation.contexts; ++context)
    forEachBit(relation.steps[context].row(position), words_, [&](size_t next) {
      followers(relation, context, static_cast<uint32_t>(next), allowed);
      uint64_t *stand = standsFor_.row(position);
      for (size_t word = 0; word < words_; ++word) {
        changed |= (stand[word] & ~allowed[word]) != 0;
        stand[word] &= allowed[word];
      }
      if (begins_[position] && allowed != std::vector<uint64_t>(words_, ~uint64_t{0})) {
        begins_[position] = false;
        changed = true;
      }
    });
  return changed;
}

/// Of positions that stand for one another the first is kept.
void Simulation::order(uint32_t positions) {
  drops_ = BitRows(positions, words_);
  for (uint32_t position = 0; position < positions; ++position)
    forEachBit(standsFor_.row(position), words_, [&](size_t other) {
      if (other < position || (other > position && !standsFor_.test(other, position)))
        drops_.set(position, other);
    });
}

void Simulation::prune(std::vector<uint64_t> &set) {
  kept_.assign(set.begin(), set.begin() + static_cast<ptrdiff_t>(words_));
  forEachBit(set.data(), words_, [&](size_t position) {
    if (begins_[position] || intersects(drops_.row(position), set.data(), words_))
      kept_[position / 64] &= ~(uint64_t{1} << (position % 64));
  });
  std::copy(kept_.begin(), kept_.end(), set.begin());
}

} // namespace onus::backends::bytecode
