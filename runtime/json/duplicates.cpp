// SPDX-License-Identifier: Apache-2.0
#include "runtime/json/duplicates.h"

#include "runtime/base/sort.h"

namespace onus::rt {

namespace {

Text nameAt(const Cell *names, size_t place) {
  const Cell &cell = names[2 * place];
  return {cell.pointer<char>(), cell.size};
}

uint64_t hashOf(Text text) {
  constexpr uint64_t factor = 0x9e3779b97f4a7c15;
  uint64_t hash = text.size * factor;
  const char *at = text.begin();
  size_t left = text.size;
  for (uint64_t word; left >= 8; at += 8, left -= 8) {
    memcpy(&word, at, 8);
    hash = (hash ^ word) * factor;
    hash ^= hash >> 32;
  }
  uint64_t word = 0;
  for (size_t place = 0; place < left; ++place)
    word = word << 8 | static_cast<unsigned char>(at[place]);
  hash = (hash ^ word) * factor;
  return hash ^ hash >> 29;
}

/// True where all names are sure to differ. Names that were chosen for their hashes lead to false, not to more steps.
bool surelyDiffer(const Cell *names, size_t count, Arena &scratch) {
  size_t slots = 64;
  while (slots < 2 * count)
    slots *= 2;
  uint32_t *table = scratch.array<uint32_t>(slots); // one more than the place of the name, 0 where free
  if (!table)
    return false;
  memset(table, 0, slots * sizeof *table);
  size_t steps = 4 * count;
  for (size_t place = 0; place < count; ++place) {
    Text name = nameAt(names, place);
    size_t slot = hashOf(name) & (slots - 1);
    for (; table[slot]; slot = (slot + 1) & (slots - 1))
      if (steps-- == 0 || nameAt(names, table[slot] - 1) == name)
        return false;
    table[slot] = static_cast<uint32_t>(place + 1);
  }
  return true;
}

} // namespace

size_t firstRepeated(const Cell *names, size_t count, Arena &scratch) {
  if (surelyDiffer(names, count, scratch))
    return SIZE_MAX;
  uint32_t *order = scratch.array<uint32_t>(count);
  if (!order)
    return SIZE_MAX;
  for (size_t place = 0; place < count; ++place)
    order[place] = static_cast<uint32_t>(place);
  sort(order, count, [&](uint32_t left, uint32_t right) {
    Text one = nameAt(names, left), other = nameAt(names, right);
    if (one.size != other.size)
      return one.size < other.size;
    int difference = one.size ? memcmp(one.data, other.data, one.size) : 0;
    return difference != 0 ? difference < 0 : left < right;
  });
  size_t first = SIZE_MAX;
  for (size_t at = 1; at < count; ++at)
    if (order[at] < first && nameAt(names, order[at]) == nameAt(names, order[at - 1]))
      first = order[at];
  return first;
}

} // namespace onus::rt
