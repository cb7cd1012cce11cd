// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <stddef.h>

namespace onus::rt {

/// Sorts in place, in n log n steps whatever the items are; not stable, so `less` should order all that differ.
template <typename T, typename Less>
void sort(T *items, size_t count, Less less) {
  if (count <= 16) {
    for (size_t at = 1; at < count; ++at) {
      T item = items[at];
      size_t place = at;
      for (; place > 0 && less(item, items[place - 1]); --place)
        items[place] = items[place - 1];
      items[place] = item;
    }
    return;
  }
  // A heap with the greatest item first. What takes the place at `root` sinks below all that are greater.
  auto sink = [&](size_t root, size_t end, T item) {
    for (size_t child; (child = 2 * root + 1) < end; root = child) {
      if (child + 1 < end && less(items[child], items[child + 1]))
        ++child;
      if (!less(item, items[child]))
        break;
      items[root] = items[child];
    }
    items[root] = item;
  };
  for (size_t root = count / 2; root-- > 0;)
    sink(root, count, items[root]);
  for (size_t end = count - 1; end > 0; --end) {
    T item = items[end];
    items[end] = items[0];
    sink(0, end, item);
  }
}

} // namespace onus::rt
