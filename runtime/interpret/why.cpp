// SPDX-License-Identifier: Apache-2.0
#include "runtime/interpret/why.h"

namespace onus::rt {

Text composedOf(Arena &arena, const Text *parts, size_t count) {
  size_t size = 0;
  for (size_t at = 0; at < count; ++at)
    size += parts[at].size;
  char *bytes = arena.array<char>(size);
  if (!bytes)
    return whyNoMemory;
  char *end = bytes;
  for (size_t at = 0; at < count; ++at) {
    if (parts[at].size)
      memcpy(end, parts[at].data, parts[at].size);
    end += parts[at].size;
  }
  return {bytes, size};
}

} // namespace onus::rt
