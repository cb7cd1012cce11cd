// SPDX-License-Identifier: Apache-2.0
#include "runtime/base/sha256.h"

#include "runtime/base/sha256_blocks.h"

namespace onus::rt {

namespace {

constexpr uint32_t start[8] = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                               0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};

constexpr uint32_t turn(uint32_t word, int bits) { return word >> bits | word << (32 - bits); }

uint32_t bigEndian(const uint8_t *at) {
  return static_cast<uint32_t>(at[0]) << 24 | static_cast<uint32_t>(at[1]) << 16 | static_cast<uint32_t>(at[2]) << 8 |
         at[3];
}

void compress(uint32_t (&state)[8], const uint8_t *block) {
  uint32_t w[64];
  for (int i = 0; i < 16; ++i)
    w[i] = bigEndian(block + 4 * i);
  for (int i = 16; i < 64; ++i) {
    uint32_t low = turn(w[i - 15], 7) ^ turn(w[i - 15], 18) ^ w[i - 15] >> 3;
    uint32_t high = turn(w[i - 2], 17) ^ turn(w[i - 2], 19) ^ w[i - 2] >> 10;
    w[i] = w[i - 16] + low + w[i - 7] + high;
  }
  uint32_t a = state[0], b = state[1], c = state[2], d = state[3];
  uint32_t e = state[4], f = state[5], g = state[6], h = state[7];
  for (int i = 0; i < 64; ++i) {
    uint32_t first = h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + (g ^ (e & (f ^ g))) + sha256Constants[i] + w[i];
    uint32_t second = (turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) | (c & (a | b)));
    h = g;
    g = f;
    f = e;
    e = d + first;
    d = c;
    c = b;
    b = a;
    a = first + second;
  }
  state[0] += a;
  state[1] += b;
  state[2] += c;
  state[3] += d;
  state[4] += e;
  state[5] += f;
  state[6] += g;
  state[7] += h;
}

/// So many blocks take longer than asking the processor what it can do.
constexpr size_t worthAsking = 64;

} // namespace

ShaMeans shaMeans() { return hasShaInstructions() ? ShaMeans::Instructions : ShaMeans::Software; }

Sha256::Sha256(ShaMeans means) : means_(means) { memcpy(state_, start, sizeof state_); }

void Sha256::feed(const uint8_t *at, size_t blocks) {
  if (means_ == ShaMeans::Unknown && blocks >= worthAsking)
    means_ = shaMeans();
  if (means_ == ShaMeans::Instructions)
    return compressWithInstructions(state_, at, blocks);
  for (; blocks > 0; --blocks, at += 64)
    compress(state_, at);
}

void Sha256::update(Text bytes) {
  if (bytes.empty())
    return;
  auto *at = reinterpret_cast<const uint8_t *>(bytes.data);
  size_t left = bytes.size, held = length_ % 64;
  length_ += left;
  if (held) {
    size_t taken = left < 64 - held ? left : 64 - held;
    memcpy(block_ + held, at, taken);
    if (held + taken < 64)
      return;
    feed(block_, 1);
    at += taken;
    left -= taken;
  }
  size_t blocks = left / 64;
  feed(at, blocks);
  at += 64 * blocks;
  left %= 64;
  if (left)
    memcpy(block_, at, left);
}

Digest Sha256::finish() {
  uint64_t bits = length_ * 8;
  size_t held = length_ % 64;
  block_[held++] = 0x80;
  if (held > 56) {
    memset(block_ + held, 0, 64 - held);
    feed(block_, 1);
    held = 0;
  }
  memset(block_ + held, 0, 56 - held);
  for (int i = 0; i < 8; ++i)
    block_[56 + i] = static_cast<uint8_t>(bits >> (56 - 8 * i));
  feed(block_, 1);
  Digest digest;
  for (int i = 0; i < 32; ++i)
    digest.bytes[i] = static_cast<uint8_t>(state_[i / 4] >> (24 - 8 * (i % 4)));
  return digest;
}

HmacSha256::HmacSha256(Text key, ShaMeans means) : inner_(means), outer_(means) {
  uint8_t padded[64] = {};
  if (key.size > sizeof padded) {
    Digest digest = sha256(key, means);
    memcpy(padded, digest.bytes, sizeof digest.bytes);
  } else if (key.size) {
    memcpy(padded, key.data, key.size);
  }
  char pad[64];
  for (size_t i = 0; i < sizeof pad; ++i)
    pad[i] = static_cast<char>(padded[i] ^ 0x36);
  inner_.update({pad, sizeof pad});
  for (size_t i = 0; i < sizeof pad; ++i)
    pad[i] = static_cast<char>(padded[i] ^ 0x5c);
  outer_.update({pad, sizeof pad});
}

Digest HmacSha256::finish() {
  Digest inner = inner_.finish();
  outer_.update({reinterpret_cast<const char *>(inner.bytes), sizeof inner.bytes});
  return outer_.finish();
}

} // namespace onus::rt
