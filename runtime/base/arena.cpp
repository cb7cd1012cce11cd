// SPDX-License-Identifier: Apache-2.0
#include "runtime/base/arena.h"

#include <stdlib.h>

namespace onus::rt {

namespace {
constexpr size_t smallestBlock = size_t{64} << 10;
}

Arena::~Arena() {
  while (first_) {
    Block *next = first_->next;
    free(first_);
    first_ = next;
  }
}

void *Arena::take(size_t bytes) {
  if (bytes > SIZE_MAX - 7 - sizeof(Block)) {
    exhausted_ = true;
    return nullptr;
  }
  bytes = (bytes + 7) & ~size_t{7};
  while (static_cast<size_t>(end_ - free_) < bytes) {
    Block *next = current_ ? current_->next : first_;
    if (!next) {
      size_t size = bytes > smallestBlock ? bytes : smallestBlock;
      bool fits = size <= limit_ && reserved_ <= limit_ - size;
      next = fits ? static_cast<Block *>(malloc(sizeof(Block) + size)) : nullptr;
      if (!next) {
        exhausted_ = true;
        return nullptr;
      }
      *next = {nullptr, size};
      (current_ ? current_->next : first_) = next;
      reserved_ += size;
    }
    current_ = next;
    free_ = reinterpret_cast<char *>(next + 1);
    end_ = free_ + next->size;
  }
  void *taken = free_;
  free_ += bytes;
  return taken;
}

Text Arena::copy(Text text) {
  char *bytes = array<char>(text.size);
  if (!bytes)
    return {};
  if (text.size)
    memcpy(bytes, text.data, text.size);
  return {bytes, text.size};
}

void Arena::reset() {
  current_ = nullptr;
  free_ = end_ = nullptr;
  exhausted_ = false;
}

} // namespace onus::rt
