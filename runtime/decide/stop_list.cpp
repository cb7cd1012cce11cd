// SPDX-License-Identifier: Apache-2.0
#include "runtime/decide/stop_list.h"

#include "runtime/base/number.h"
#include "runtime/base/sort.h"
#include "runtime/interpret/why.h"
#include "runtime/json/read.h"

namespace onus::rt {

namespace {

Text textOf(const Cell &cell) { return {cell.pointer<char>(), cell.size}; }

/// The names of a list, sorted; false where there is something else among them or no memory.
bool readNames(const Cell &list, Arena &arena, Span<Text> &into) {
  const Cell *items = list.pointer<Cell>();
  Text *names = arena.array<Text>(size_t{list.size} + 1);
  if (!names)
    return false;
  for (size_t at = 0; at < list.size; ++at) {
    if (items[at].kind != Kind::JsonString)
      return false;
    names[at] = textOf(items[at]);
  }
  sort(names, list.size, [](Text left, Text right) { return left < right; });
  into = {names, list.size};
  return true;
}

} // namespace

bool StopList::holds(Span<Text> names, Text name) {
  size_t low = 0, high = names.size;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (names[middle] < name)
      low = middle + 1;
    else
      high = middle;
  }
  return low < names.size && names[low] == name;
}

bool StopList::parse(Text json, Text &problem) {
  problem = whyNoMemory;
  Text kept = arena_.copy(json);
  Cell document;
  JsonError error;
  if (!kept.data && json.size)
    return false;
  if (!readJson(kept, arena_, document, error)) {
    char offset[numberRoom];
    size_t size = formatInt(static_cast<int64_t>(error.offset), offset);
    problem = composed(arena_, {error.message, " at byte ", Text(offset, size)});
    return false;
  }
  if (document.kind != Kind::JsonObject) {
    problem = "a stop list is an object";
    return false;
  }
  const Cell *parts = document.pointer<Cell>();
  for (size_t at = 0; at < document.size; ++at) {
    Text name = textOf(parts[2 * at]);
    const Cell &list = parts[2 * at + 1];
    Span<Text> *into = name == Text("tools")         ? &tools_
                       : name == Text("systems")     ? &systems_
                       : name == Text("agents")      ? &agents_
                       : name == Text("credentials") ? &credentials_
                                                     : nullptr;
    if (!into || list.kind != Kind::JsonArray) {
      problem = composed(arena_, {"`", name, "` is no list of tools, systems, agents or credentials"});
      return false;
    }
    if (!readNames(list, arena_, *into)) {
      problem = arena_.exhausted() ? whyNoMemory : composed(arena_, {"`", name, "` holds something that is no name"});
      return false;
    }
  }
  return true;
}

} // namespace onus::rt
