// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "runtime/base/text.h"

/// The memory of one decision: taken in order, given back all at once. Its blocks are kept, so that after the largest
/// decision so far none asks the system for memory.
namespace onus::rt {

class Arena {
public:
  Arena() = default;
  ~Arena();
  Arena(const Arena &) = delete;
  Arena &operator=(const Arena &) = delete;

  /// Bytes aligned to 8, not cleared. Null only where the system has no memory or `limit` would be passed: then
  /// `exhausted` stays true until `reset`, and whoever decides must deny.
  void *take(size_t bytes);
  /// Room for so many items, not constructed; null as above.
  template <typename T>
  T *array(size_t count) {
    static_assert(alignof(T) <= 8);
    return count > SIZE_MAX / sizeof(T) ? nullptr : static_cast<T *>(take(count * sizeof(T)));
  }
  /// A copy of the text, owned by the arena; empty where there is no memory.
  Text copy(Text text);
  /// Gives everything back; blocks are kept.
  void reset();
  bool exhausted() const { return exhausted_; }
  /// How many bytes the blocks have altogether.
  size_t reserved() const { return reserved_; }
  /// At most so many bytes of blocks; 64 MiB unless set.
  void setLimit(size_t bytes) { limit_ = bytes; }

private:
  struct Block {
    Block *next;
    size_t size;
  };
  Block *first_ = nullptr;
  Block *current_ = nullptr;
  char *free_ = nullptr;
  char *end_ = nullptr;
  size_t reserved_ = 0;
  size_t limit_ = size_t{64} << 20;
  bool exhausted_ = false;
};

} // namespace onus::rt
