// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "runtime/base/text.h"
#include "runtime/format/automaton.h"

namespace onus::rt {

/// Verified tables of an automaton, and what its runners share.
class AutomatonTables {
public:
  explicit AutomatonTables(const uint8_t *bytes)
      : bytes_(bytes), header_(*reinterpret_cast<const AutomatonHeader *>(bytes)), classes_(bytes + header_.bytesAt),
        flags_(bytes + header_.classesAt) {}

  const AutomatonHeader &header() const { return header_; }
  template <typename T>
  const T *at(uint32_t offset) const {
    return reinterpret_cast<const T *>(bytes_ + offset);
  }
  bool boundaries() const { return (header_.flags & automatonBoundaries) != 0; }
  bool looksUp() const { return (header_.flags & automatonLooksUp) != 0; }
  size_t words() const { return (size_t{header_.positions} + 63) / 64; }

  /// The class of the byte at a place of the text; automatonSkipClass inside a scalar.
  uint32_t classAt(Text text, size_t at) const {
    uint32_t found = classes_[static_cast<uint8_t>(text[at])];
    return found == automatonLookUp ? lookUp(text, at) : found;
  }
  const uint8_t *classes() const { return classes_; }
  uint8_t flags(uint32_t scalarClass) const { return flags_[scalarClass]; }
  bool isWord(uint32_t scalarClass) const { return (flags_[scalarClass] & automatonWord) != 0; }

private:
  uint32_t lookUp(Text text, size_t at) const;

  const uint8_t *bytes_;
  const AutomatonHeader &header_;
  const uint8_t *classes_;
  const uint8_t *flags_;
};

} // namespace onus::rt
