// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "runtime/interpret/automaton_tables.h"

namespace onus::rt {

inline constexpr size_t maxSetWords = automatonMaxPositions / 64;

/// Moves sets of positions through a text: the form Sets. A set is `words()` words of bits, of which only those are
/// written and read that a word of its own, `filled`, has a bit for: most sets hold few positions.
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
  /// The set after a scalar of a class; what of it is filled. `seeded`: a match may also begin (backward, end) here.
  uint64_t step(const uint64_t *from, uint64_t filled, bool seeded, uint32_t context, uint32_t letter,
                uint64_t *to) const;
  /// Some position of the set is where a match ends (backward, begins).
  bool ends(const uint64_t *set, uint64_t filled, uint32_t context) const;

private:
  struct Sum;
  void shift(const uint64_t *from, uint64_t filled, uint32_t context, Sum &sum) const;
  void group(const uint64_t *from, uint64_t filled, uint32_t context, Sum &sum) const;

  size_t words_, positions_;
  bool backward_;
  const uint64_t *masks_, *seeds_, *ends_, *shifts_, *grouped_;
  const uint16_t *groups_;
  const uint64_t *members_, *follow_;
};

} // namespace onus::rt
