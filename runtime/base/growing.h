// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "runtime/base/arena.h"

namespace onus::rt {

/// Items in an arena whose number is not known before. What it outgrows stays behind in the arena, never more than what
/// it holds. Items are copied as bytes.
template <typename T>
class Growing {
public:
  explicit Growing(Arena &arena) : arena_(arena) {}
  /// False, and the arena exhausted, where there is no memory.
  bool add(const T &item) {
    if (size_ == capacity_ && !grow(1))
      return false;
    items_[size_++] = item;
    return true;
  }
  bool add(const T *items, size_t count) {
    if (count > capacity_ - size_ && !grow(count))
      return false;
    if (count)
      memcpy(items_ + size_, items, count * sizeof(T));
    size_ += count;
    return true;
  }
  const T *data() const { return items_; }
  size_t size() const { return size_; }
  Span<T> span() const { return {items_, size_}; }

private:
  bool grow(size_t more) {
    size_t wanted = size_ + more, capacity = capacity_ ? capacity_ * 2 : 8;
    if (capacity < wanted)
      capacity = wanted;
    T *items = arena_.array<T>(capacity);
    if (!items)
      return false;
    if (size_)
      memcpy(items, items_, size_ * sizeof(T));
    items_ = items;
    capacity_ = capacity;
    return true;
  }

  Arena &arena_;
  T *items_ = nullptr;
  size_t size_ = 0;
  size_t capacity_ = 0;
};

} // namespace onus::rt
