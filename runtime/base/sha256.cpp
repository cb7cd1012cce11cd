// SPDX-License-Identifier: Apache-2.0
#include "runtime/base/sha256.h"

namespace onus::rt {

namespace {

constexpr uint32_t start[8] = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                               0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};

constexpr uint32_t constants[64] = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2};

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
    uint32_t first = h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + (g ^ (e & (f ^ g))) + constants[i] + w[i];
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

} // namespace

Sha256::Sha256() { memcpy(state_, start, sizeof state_); }

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
    compress(state_, block_);
    at += taken;
    left -= taken;
  }
  for (; left >= 64; at += 64, left -= 64)
    compress(state_, at);
  if (left)
    memcpy(block_, at, left);
}

Digest Sha256::finish() {
  uint64_t bits = length_ * 8;
  size_t held = length_ % 64;
  block_[held++] = 0x80;
  if (held > 56) {
    memset(block_ + held, 0, 64 - held);
    compress(state_, block_);
    held = 0;
  }
  memset(block_ + held, 0, 56 - held);
  for (int i = 0; i < 8; ++i)
    block_[56 + i] = static_cast<uint8_t>(bits >> (56 - 8 * i));
  compress(state_, block_);
  Digest digest;
  for (int i = 0; i < 32; ++i)
    digest.bytes[i] = static_cast<uint8_t>(state_[i / 4] >> (24 - 8 * (i % 4)));
  return digest;
}

HmacSha256::HmacSha256(Text key) {
  uint8_t padded[64] = {};
  if (key.size > sizeof padded) {
    Digest digest = sha256(key);
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
