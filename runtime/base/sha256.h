// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "runtime/base/text.h"

/// SHA-256 (FIPS 180-4) and HMAC-SHA-256 (RFC 2104), fed piece by piece.
namespace onus::rt {

struct Digest {
  uint8_t bytes[32];
  friend bool operator==(const Digest &left, const Digest &right) { return memcmp(left.bytes, right.bytes, 32) == 0; }
};

/// What the processor has for SHA-256. To ask it takes as long as several blocks, on virtual machines as long as a
/// thousand: whoever digests often asks once and says it each time.
enum class ShaMeans : uint8_t { Unknown, Software, Instructions };
ShaMeans shaMeans();

class Sha256 {
public:
  /// Where the means are unknown the processor is asked for long texts only.
  explicit Sha256(ShaMeans means = ShaMeans::Unknown);
  void update(Text bytes);
  /// The digest of all that was fed; nothing may be fed afterwards.
  Digest finish();

private:
  void feed(const uint8_t *at, size_t blocks);

  uint32_t state_[8];
  ShaMeans means_;
  uint64_t length_ = 0; ///< bytes fed so far
  uint8_t block_[64];
};

class HmacSha256 {
public:
  explicit HmacSha256(Text key, ShaMeans means = ShaMeans::Unknown);
  void update(Text bytes) { inner_.update(bytes); }
  Digest finish();

private:
  Sha256 inner_;
  Sha256 outer_;
};

inline Digest sha256(Text bytes, ShaMeans means = ShaMeans::Unknown) {
  Sha256 hash(means);
  hash.update(bytes);
  return hash.finish();
}

} // namespace onus::rt
