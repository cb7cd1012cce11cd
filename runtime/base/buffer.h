// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "runtime/base/arena.h"

/// Bytes that grow at their end: what records, canonical forms and texts are written into.
namespace onus::rt {

class Buffer {
public:
  /// Memory of the system, kept over `clear`: after the longest text so far nothing is asked for.
  Buffer() = default;
  /// Memory of an arena: the buffer and its bytes are good until the arena is reset.
  explicit Buffer(Arena &arena) : arena_(&arena) {}
  ~Buffer();
  Buffer(const Buffer &) = delete;
  Buffer &operator=(const Buffer &) = delete;

  void append(Text text) {
    if (char *room = grow(text.size); room && text.size)
      memcpy(room, text.data, text.size);
  }
  void append(char letter) {
    if (char *room = grow(1))
      *room = letter;
  }
  void appendInt(int64_t value);
  /// Two lower-case hexadecimal digits for each byte.
  void appendHex(const uint8_t *bytes, size_t count);
  /// As many bytes more, for the caller to fill at once; null where there is no memory.
  char *grow(size_t count) {
    if (count > capacity_ - size_ && !reserve(count))
      return nullptr;
    char *room = data_ + size_;
    size_ += count;
    return room;
  }
  /// Drops what stands behind the first `size` bytes.
  void shrink(size_t size) { size_ = size < size_ ? size : size_; }

  /// What was written; good until the next change of the buffer.
  Text text() const { return {data_, size_}; }
  size_t size() const { return size_; }
  /// Empties it; forgets a failure.
  void clear() {
    size_ = 0;
    failed_ = false;
  }
  /// True once something could not be written whole, for want of memory or because a writer gave up: the bytes are then
  /// not to be used.
  bool failed() const { return failed_; }
  void fail() { failed_ = true; }

private:
  bool reserve(size_t more);

  Arena *arena_ = nullptr;
  char *data_ = nullptr;
  size_t size_ = 0;
  size_t capacity_ = 0;
  bool failed_ = false;
};

} // namespace onus::rt
