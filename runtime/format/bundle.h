// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "runtime/format/automaton.h"
#include "runtime/format/layout.h"
#include "runtime/format/set_hash.h"

/// A verified bundle: its sections where they lie in the caller's memory. Only `verify` fills one in, so every index in
/// its rows is in range and may be followed without looking. It never changes and may be read by several threads.
namespace onus::rt {

template <Section S>
struct RowOf;
#define ONUS_SECTION(NAME, ROW, DOC)                                                                                   \
  template <>                                                                                                          \
  struct RowOf<Section::NAME> {                                                                                        \
    using Type = ROW;                                                                                                  \
  };
#include "runtime/format/sections.def"

class Bundle {
public:
  const Header &header() const { return *static_cast<const Header *>(bytes_); }
  template <Section S>
  Span<typename RowOf<S>::Type> rows() const {
    const Place &place = places_[static_cast<size_t>(S)];
    return {static_cast<const typename RowOf<S>::Type *>(place.data), place.count};
  }
  template <Section S>
  const typename RowOf<S>::Type &row(size_t index) const {
    return static_cast<const typename RowOf<S>::Type *>(places_[static_cast<size_t>(S)].data)[index];
  }
  template <Section S>
  Span<typename RowOf<S>::Type> rows(Range range) const {
    return {static_cast<const typename RowOf<S>::Type *>(places_[static_cast<size_t>(S)].data) + range.first,
            range.count};
  }
  Text text(TextRef ref) const {
    return {static_cast<const char *>(places_[static_cast<size_t>(Section::Texts)].data) + ref.offset, ref.size};
  }
  const Code &code(uint32_t index) const { return row<Section::Codes>(index); }
  uint32_t operand(const Code &code, size_t place) const { return row<Section::Operands>(code.operands.first + place); }
  /// Where the bundle's stored cells count from.
  Pool pool() const {
    return {static_cast<const char *>(places_[static_cast<size_t>(Section::Texts)].data),
            static_cast<const Cell *>(places_[static_cast<size_t>(Section::Constants)].data),
            static_cast<const char *>(places_[static_cast<size_t>(Section::Addresses)].data)};
  }
  /// The slot of a text in a perfect set; `none` where the set does not hold it.
  uint32_t find(const SetRow &set, Text key) const {
    if (set.keys.count == 0)
      return none;
    uint64_t hash = hashText(set.seed, key);
    uint32_t bucket = hashBucket(hash, set.displacements.count);
    uint32_t slot = hashSlot(hash, row<Section::Indexes>(set.displacements.first + bucket), set.keys.count);
    return text(row<Section::TextRefs>(set.keys.first + slot)) == key ? slot : none;
  }

private:
  friend class Verifier;
  struct Place {
    const void *data = nullptr;
    size_t count = 0;
  };
  const void *bytes_ = nullptr;
  size_t size_ = 0;
  Place places_[static_cast<size_t>(Section::Count)];
};

} // namespace onus::rt
