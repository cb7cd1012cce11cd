// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "runtime/base/text.h"

/// The hash of perfect sets (docs/bytecode.md, "Sets"). The compiler looks for displacements under which all keys of a
/// set fall on different slots; a look-up then costs one hash and one comparison.
namespace onus::rt {

inline constexpr uint64_t hashFactor = 0x9E3779B97F4A7C15u;

inline uint64_t mixHash(uint64_t value) {
  value ^= value >> 32;
  value *= hashFactor;
  value ^= value >> 29;
  return value * hashFactor;
}

/// Of the bytes, eight at a time, little-endian; the last ones filled up with zeros.
inline uint64_t hashText(uint64_t seed, Text text) {
  uint64_t hash = seed ^ (text.size * hashFactor);
  for (size_t at = 0; at < text.size; at += 8) {
    uint64_t word = 0;
    size_t left = text.size - at;
    memcpy(&word, text.data + at, left < 8 ? left : 8);
    hash = mixHash(hash ^ word);
  }
  return mixHash(hash);
}

/// The bucket whose displacement counts; `buckets` is a power of two.
inline uint32_t hashBucket(uint64_t hash, uint32_t buckets) { return static_cast<uint32_t>(hash) & (buckets - 1); }

/// The slot among `slots` (at least 1).
inline uint32_t hashSlot(uint64_t hash, uint32_t displacement, uint32_t slots) {
  uint64_t mixed = mixHash(hash ^ (displacement * uint64_t{0xC2B2AE3D27D4EB4F})) >> 32;
  return static_cast<uint32_t>((mixed * slots) >> 32);
}

} // namespace onus::rt
