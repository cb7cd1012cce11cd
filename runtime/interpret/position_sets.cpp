// SPDX-License-Identifier: Apache-2.0
#include "runtime/interpret/position_sets.h"

namespace onus::rt {

/// Adds the neighbours of those positions that step to theirs.
void PositionSets::shift(const uint64_t *from, uint32_t context, uint64_t *to) const {
  const uint64_t *shifts = shifts_ + context * words_;
  uint64_t carry = 0;
  if (backward_) {
    for (size_t word = words_; word-- > 0;) {
      uint64_t moving = from[word] & shifts[word];
      to[word] |= moving >> 1 | carry;
      carry = moving << 63;
    }
    return;
  }
  for (size_t word = 0; word < words_; ++word) {
    uint64_t moving = from[word] & shifts[word];
    to[word] |= moving << 1 | carry;
    carry = moving >> 63;
  }
}

/// Adds what else they step to, once for each group that has any of them.
void PositionSets::group(const uint64_t *from, uint32_t context, uint64_t *to) const {
  const uint64_t *grouped = grouped_ + context * words_;
  const uint16_t *groups = groups_ + context * positions_;
  uint64_t done[maxSetWords];
  bool any = false; // `done` is filled
  for (size_t word = 0; word < words_; ++word) {
    uint64_t left = from[word] & grouped[word];
    if (any)
      left &= ~done[word];
    while (left != 0) {
      size_t position = word * 64 + static_cast<size_t>(__builtin_ctzll(left));
      const uint64_t *members = members_ + groups[position] * words_;
      const uint64_t *follow = follow_ + groups[position] * words_;
      for (size_t other = 0; other < words_; ++other) {
        done[other] = any ? done[other] | members[other] : members[other];
        to[other] |= follow[other];
      }
      any = true;
      left &= left - 1;
      left &= ~members[word];
    }
  }
}

bool PositionSets::step(const uint64_t *from, bool seeded, uint32_t context, uint32_t letter, uint64_t *to) const {
  const uint64_t *seeds = seeds_ + context * words_;
  for (size_t word = 0; word < words_; ++word)
    to[word] = seeded ? seeds[word] : 0;
  shift(from, context, to);
  group(from, context, to);
  const uint64_t *mask = masks_ + letter * words_;
  uint64_t any = 0;
  for (size_t word = 0; word < words_; ++word)
    any |= to[word] &= mask[word];
  return any != 0;
}

} // namespace onus::rt
