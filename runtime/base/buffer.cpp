// SPDX-License-Identifier: Apache-2.0
#include "runtime/base/buffer.h"

#include "runtime/base/number.h"

#include <stdlib.h>

namespace onus::rt {

Buffer::~Buffer() {
  if (!arena_)
    free(data_);
}

bool Buffer::reserve(size_t more) {
  if (more > SIZE_MAX / 4 - size_) {
    failed_ = true;
    return false;
  }
  size_t wanted = 2 * (size_ + more);
  if (wanted < 256)
    wanted = 256;
  char *room = static_cast<char *>(arena_ ? arena_->take(wanted) : realloc(data_, wanted));
  if (!room) {
    failed_ = true;
    return false;
  }
  if (arena_ && size_)
    memcpy(room, data_, size_);
  data_ = room;
  capacity_ = wanted;
  return true;
}

void Buffer::appendInt(int64_t value) {
  char digits[numberRoom];
  append(Text(digits, formatInt(value, digits)));
}

void Buffer::appendHex(const uint8_t *bytes, size_t count) {
  static constexpr char digits[] = "0123456789abcdef";
  char *room = grow(2 * count);
  if (!room)
    return;
  for (size_t at = 0; at < count; ++at) {
    room[2 * at] = digits[bytes[at] >> 4];
    room[2 * at + 1] = digits[bytes[at] & 15];
  }
}

} // namespace onus::rt
