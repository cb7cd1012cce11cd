// SPDX-License-Identifier: Apache-2.0
#include "runtime/base/sha256_blocks.h"

#if defined(__x86_64__)
#include <cpuid.h>
#include <immintrin.h>
#endif

namespace onus::rt {

#if defined(__x86_64__)

#define ONUS_SHA __attribute__((target("sha,sse4.1")))

namespace {

bool hasInstructions() {
  unsigned a = 0, b = 0, c = 0, d = 0;
  constexpr unsigned ssse3 = 1u << 9, sse41 = 1u << 19, sha = 1u << 29;
  if (!__get_cpuid(1, &a, &b, &c, &d) || (c & ssse3) == 0 || (c & sse41) == 0)
    return false;
  return __get_cpuid_count(7, 0, &a, &b, &c, &d) && (b & sha) != 0;
}

/// The eight words of the state in two registers, in the order in which the instructions take them.
struct Registers {
  __m128i abef, cdgh;
};

ONUS_SHA inline __m128i loadWords(const uint8_t *at) {
  const __m128i bigEndian = _mm_set_epi64x(0x0c0d0e0f08090a0b, 0x0405060700010203);
  return _mm_shuffle_epi8(_mm_loadu_si128(reinterpret_cast<const __m128i *>(at)), bigEndian);
}

/// Four rounds over four words of the schedule; `round` is the first one's number.
ONUS_SHA inline void rounds(Registers &state, __m128i words, size_t round) {
  __m128i with = _mm_add_epi32(words, _mm_loadu_si128(reinterpret_cast<const __m128i *>(sha256Constants + round)));
  state.cdgh = _mm_sha256rnds2_epu32(state.cdgh, state.abef, with);
  state.abef = _mm_sha256rnds2_epu32(state.abef, state.cdgh, _mm_shuffle_epi32(with, 0x0e));
}

/// The next four words of the schedule from the sixteen before them.
ONUS_SHA inline __m128i nextWords(__m128i first, __m128i second, __m128i third, __m128i fourth) {
  __m128i sum = _mm_add_epi32(_mm_sha256msg1_epu32(first, second), _mm_alignr_epi8(fourth, third, 4));
  return _mm_sha256msg2_epu32(sum, fourth);
}

ONUS_SHA inline void block(Registers &state, const uint8_t *at) {
  __m128i first = loadWords(at), second = loadWords(at + 16), third = loadWords(at + 32), fourth = loadWords(at + 48);
  for (size_t round = 0;; round += 16) {
    rounds(state, first, round);
    rounds(state, second, round + 4);
    rounds(state, third, round + 8);
    rounds(state, fourth, round + 12);
    if (round == 48)
      return;
    first = nextWords(first, second, third, fourth);
    second = nextWords(second, third, fourth, first);
    third = nextWords(third, fourth, first, second);
    fourth = nextWords(fourth, first, second, third);
  }
}

ONUS_SHA void compressBlocks(uint32_t (&words)[8], const uint8_t *at, size_t blocks) {
  auto *halves = reinterpret_cast<__m128i *>(words);
  __m128i badc = _mm_shuffle_epi32(_mm_loadu_si128(halves), 0xb1);
  __m128i hgfe = _mm_shuffle_epi32(_mm_loadu_si128(halves + 1), 0x1b);
  Registers state{_mm_alignr_epi8(badc, hgfe, 8), _mm_blend_epi16(hgfe, badc, 0xf0)};
  for (; blocks > 0; --blocks, at += 64) {
    Registers before = state;
    block(state, at);
    state.abef = _mm_add_epi32(state.abef, before.abef);
    state.cdgh = _mm_add_epi32(state.cdgh, before.cdgh);
  }
  __m128i abef = _mm_shuffle_epi32(state.abef, 0x1b), ghcd = _mm_shuffle_epi32(state.cdgh, 0xb1);
  _mm_storeu_si128(halves, _mm_blend_epi16(abef, ghcd, 0xf0));
  _mm_storeu_si128(halves + 1, _mm_alignr_epi8(ghcd, abef, 8));
}

} // namespace

bool hasShaInstructions() { return hasInstructions(); }

void compressWithInstructions(uint32_t (&state)[8], const uint8_t *at, size_t blocks) {
  compressBlocks(state, at, blocks);
}

#else

bool hasShaInstructions() { return false; }
void compressWithInstructions(uint32_t (&)[8], const uint8_t *, size_t) {}

#endif

} // namespace onus::rt
