// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "runtime/base/arena.h"
#include "runtime/base/buffer.h"
#include "runtime/json/read.h"
#include "runtime/value/cell.h"

#include "llvm/ADT/StringRef.h"

#include <iterator>
#include <random>
#include <string>

/// What the tests of the runtime share: its texts beside the compiler's, and random input.
namespace onus::rt {

inline Text borrowed(llvm::StringRef text) { return {text.data(), text.size()}; }
inline std::string copied(Text text) { return text.size ? std::string(text.data, text.size) : std::string(); }

/// Bytes of exactly the text's length on the heap, so that the sanitizer sees each read beyond them.
class Exact {
public:
  explicit Exact(llvm::StringRef text) : bytes_(new char[text.size()]), size_(text.size()) {
    std::copy(text.begin(), text.end(), bytes_);
  }
  ~Exact() { delete[] bytes_; }
  Exact(const Exact &) = delete;
  Text text() const { return {bytes_, size_}; }

private:
  char *bytes_;
  size_t size_;
};

/// Random choices that are the same on every machine: a library's distributions may differ.
class Random {
public:
  explicit Random(uint32_t seed) : engine_(seed) {}
  size_t below(size_t bound) { return engine_() % bound; }
  bool oneIn(size_t bound) { return below(bound) == 0; }
  uint64_t bits() { return static_cast<uint64_t>(engine_()) << 32 | engine_(); }
  /// Any int64, small ones more often than their share.
  int64_t number() { return static_cast<int64_t>(bits()) >> below(64); }
  /// Up to `most` letters of an alphabet.
  std::string text(llvm::StringRef alphabet, size_t most) {
    std::string out;
    for (size_t count = below(most + 1); count > 0; --count)
      out += alphabet[below(alphabet.size())];
    return out;
  }
  template <typename T, size_t N>
  const T &of(const T (&items)[N]) {
    return items[below(N)];
  }
  /// The text with a few of its bytes changed, left out or doubled.
  std::string broken(std::string text, llvm::StringRef alphabet) {
    for (size_t count = 1 + below(3); count > 0 && !text.empty(); --count) {
      size_t at = below(text.size());
      if (oneIn(3))
        text.erase(at, 1);
      else if (oneIn(2))
        text.insert(at, 1, alphabet[below(alphabet.size())]);
      else
        text[at] = alphabet[below(alphabet.size())];
    }
    return text;
  }

private:
  std::mt19937 engine_;
};

} // namespace onus::rt
