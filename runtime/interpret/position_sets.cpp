// SPDX-License-Identifier: Apache-2.0
#include "runtime/interpret/position_sets.h"

namespace onus::rt {

namespace {

size_t lowestOf(uint64_t bits) { return static_cast<size_t>(__builtin_ctzll(bits)); }

} // namespace

/// What the step collects: a word is written when it is first used.
struct PositionSets::Sum {
  uint64_t *words;
  uint64_t filled = 0;

  void add(size_t word, uint64_t bits) {
    uint64_t known = filled >> word & 1 ? words[word] : 0;
    words[word] = known | bits;
    filled |= uint64_t{1} << word;
  }
};

/// Adds the neighbours of those positions that step to theirs.
void PositionSets::shift(const uint64_t *from, uint64_t filled, uint32_t context, Sum &sum) const {
  const uint64_t *shifts = shifts_ + context * words_;
  for (; filled != 0; filled &= filled - 1) {
    size_t word = lowestOf(filled);
    uint64_t moving = from[word] & shifts[word];
    if (moving == 0)
      continue;
    uint64_t carry = backward_ ? moving & 1 : moving >> 63;
    sum.add(word, backward_ ? moving >> 1 : moving << 1);
    if (carry && backward_ && word > 0)
      sum.add(word - 1, uint64_t{1} << 63);
    if (carry && !backward_ && word + 1 < words_)
      sum.add(word + 1, 1);
  }
}

/// Adds what else they step to, once for each group that has any of them.
void PositionSets::group(const uint64_t *from, uint64_t filled, uint32_t context, Sum &sum) const {
  const uint64_t *grouped = grouped_ + context * words_;
  const uint16_t *groups = groups_ + context * positions_;
  uint64_t left[maxSetWords];
  for (uint64_t rest = filled; rest != 0; rest &= rest - 1)
    left[lowestOf(rest)] = from[lowestOf(rest)] & grouped[lowestOf(rest)];
  for (; filled != 0; filled &= filled - 1) {
    size_t word = lowestOf(filled);
    while (left[word] != 0) {
      size_t group = groups[word * 64 + lowestOf(left[word])];
      const uint64_t *members = members_ + group * words_;
      const uint64_t *follow = follow_ + group * words_;
      left[word] &= left[word] - 1;
      for (uint64_t rest = filled; rest != 0; rest &= rest - 1)
        left[lowestOf(rest)] &= ~members[lowestOf(rest)];
      for (size_t other = 0; other < words_; ++other)
        if (follow[other] != 0)
          sum.add(other, follow[other]);
    }
  }
}

uint64_t PositionSets::step(const uint64_t *from, uint64_t filled, bool seeded, uint32_t context, uint32_t letter,
                            uint64_t *to) const {
  const uint64_t *seeds = seeds_ + context * words_, *mask = masks_ + letter * words_;
  Sum sum{to};
  for (size_t word = 0; seeded && word < words_; ++word)
    if ((seeds[word] & mask[word]) != 0)
      sum.add(word, seeds[word]);
  shift(from, filled, context, sum);
  group(from, filled, context, sum);
  for (uint64_t rest = sum.filled; rest != 0; rest &= rest - 1) {
    size_t word = lowestOf(rest);
    to[word] &= mask[word];
    if (to[word] == 0)
      sum.filled &= ~(uint64_t{1} << word);
  }
  return sum.filled;
}

bool PositionSets::ends(const uint64_t *set, uint64_t filled, uint32_t context) const {
  const uint64_t *ends = ends_ + context * words_;
  for (; filled != 0; filled &= filled - 1)
    if ((set[lowestOf(filled)] & ends[lowestOf(filled)]) != 0)
      return true;
  return false;
}

} // namespace onus::rt
