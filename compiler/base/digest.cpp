// SPDX-License-Identifier: Apache-2.0
#include "base/digest.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/SHA256.h"

#include <array>

namespace onus {

namespace {

/// SHA-256 of two texts in a row, as raw bytes. LLVM 14 returns a StringRef where later versions return an array.
std::string sha256(llvm::StringRef first, llvm::StringRef second) {
  llvm::SHA256 hash;
  hash.update(first);
  hash.update(second);
  auto digest = hash.final();
  return std::string(reinterpret_cast<const char *>(digest.data()), digest.size());
}

} // namespace

std::string sha256Hex(llvm::StringRef bytes) { return llvm::toHex(sha256(bytes, {}), /*LowerCase=*/true); }

std::string hmacSha256Hex(llvm::StringRef key, llvm::StringRef bytes) {
  constexpr size_t block = 64;
  std::string padded = key.size() > block ? sha256(key, {}) : key.str();
  padded.resize(block, '\0');
  std::string inner = padded, outer = padded;
  for (size_t i = 0; i < block; ++i) {
    inner[i] = static_cast<char>(inner[i] ^ 0x36);
    outer[i] = static_cast<char>(outer[i] ^ 0x5c);
  }
  return llvm::toHex(sha256(outer, sha256(inner, bytes)), /*LowerCase=*/true);
}

} // namespace onus
