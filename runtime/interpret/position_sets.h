// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "runtime/interpret/automaton_tables.h"

namespace onus::rt {

inline constexpr size_t maxSetWords = automatonMaxPositions / 64;

/// Moves sets of positions through a text: the form Sets. A set is `words()` words of bits.
class PositionSets {
public:
  explicit PositionSets(const AutomatonTables &tables)
      : words_(tables.words()), positions_(tables.header().positions),
        backward_(tables.header().use == AutomatonUse::Find), masks_(tables.at<uint64_t>(tables.header().masksAt)),
        seeds_(tables.at<uint64_t>(tables.header().seedsAt)), ends_(tables.at<uint64_t>(tables.header().endsAt)),
        shifts_(tables.at<uint64_t>(tables.header().shiftsAt)),
        grouped_(tables.at<uint64_t>(tables.header().groupedAt)),
        groups_(tables.at<uint16_t>(tables.header().groupsAt)),
        members_(tables.at<uint64_t>(tables.header().membersAt)),
        follow_(tables.at<uint64_t>(tables.header().followAt)) {}

  size_t words() const { return words_; }
  /// The set after a scalar of a class, with another one before it; false where it is empty. `seeded`: a match may also
  /// begin (backward, end) here.
  bool step(const uint64_t *from, bool seeded, uint32_t context, uint32_t letter, uint64_t *to) const;
  /// Some position of the set is where a match ends (backward, begins).
  bool ends(const uint64_t *set, uint32_t context) const {
    const uint64_t *ends = ends_ + context * words_;
    for (size_t word = 0; word < words_; ++word)
      if ((set[word] & ends[word]) != 0)
        return true;
    return false;
  }

private:
  void shift(const uint64_t *from, uint32_t context, uint64_t *to) const;
  void group(const uint64_t *from, uint32_t context, uint64_t *to) const;

  size_t words_, positions_;
  bool backward_;
  const uint64_t *masks_, *seeds_, *ends_, *shifts_, *grouped_;
  const uint16_t *groups_;
  const uint64_t *members_, *follow_;
};

} // namespace onus::rt
