// SPDX-License-Identifier: Apache-2.0
#include "runtime/api/event_tree.h"

#include "runtime/base/utf8.h"
#include "runtime/interpret/why.h"
#include "runtime/json/read.h"

#include <new>
#include <stdlib.h>

namespace onus::rt {

namespace {

/// Room for one item more in memory of the system; false where there is none.
template <typename T>
bool makeRoom(T *&items, size_t count, size_t &room) {
  if (count < room)
    return true;
  size_t wanted = room ? room * 2 : 16;
  T *grown = static_cast<T *>(malloc(wanted * sizeof(T)));
  if (!grown)
    return false;
  for (size_t at = 0; at < count; ++at)
    new (grown + at) T(items[at]);
  free(items);
  items = grown;
  room = wanted;
  return true;
}

} // namespace

EventTree::~EventTree() {
  free(nodes_);
  free(slots_);
}

// ---- Slots

uint32_t EventTree::child(uint32_t parent, Text name) {
  uint32_t each = nodes_[parent].firstChild;
  while (each != none && !(nodes_[each].name == name))
    each = nodes_[each].nextSibling;
  return each;
}

/// `none` without memory.
uint32_t EventTree::addNode(uint32_t parent, Text name) {
  Text kept = names_.copy(name);
  if (names_.exhausted() || !makeRoom(nodes_, nodeCount_, nodeRoom_))
    return none;
  uint32_t made = static_cast<uint32_t>(nodeCount_++);
  new (&nodes_[made]) Node{kept, none, none, none};
  if (parent == none)
    return made;
  uint32_t *link = &nodes_[parent].firstChild; // members keep the order in which their slots were made
  while (*link != none)
    link = &nodes_[*link].nextSibling;
  *link = made;
  return made;
}

onus_status EventTree::slot(Text path, uint32_t &slot) {
  slot = none;
  if (nodeCount_ == 0 && addNode(none, {}) == none)
    return ONUS_NO_MEMORY;
  if (!isUtf8(path))
    return ONUS_BAD_ARGUMENT;
  unsigned names = 0;
  for (size_t begin = 0, at = 0; at <= path.size; ++at)
    if (at == path.size || path[at] == '.') {
      if (at == begin || ++names > mostNames)
        return ONUS_BAD_ARGUMENT;
      begin = at + 1;
    }
  uint32_t node = 0;
  for (size_t begin = 0, at = 0; at <= path.size; ++at) {
    if (at < path.size && path[at] != '.')
      continue;
    Text name = path.part(begin, at - begin);
    begin = at + 1;
    if (nodes_[node].slot != none)
      return ONUS_BAD_ARGUMENT; // below a value
    uint32_t next = child(node, name);
    if (next == none && slotCount_ >= mostSlots)
      return ONUS_BAD_ARGUMENT;
    if (next == none && (next = addNode(node, name)) == none)
      return ONUS_NO_MEMORY;
    node = next;
  }
  return leaf(node, names, slot);
}

onus_status EventTree::leaf(uint32_t node, unsigned depth, uint32_t &slot) {
  if (nodes_[node].firstChild != none)
    return ONUS_BAD_ARGUMENT; // an object whose members are slots
  if (nodes_[node].slot == none) {
    if (slotCount_ >= mostSlots)
      return ONUS_BAD_ARGUMENT;
    if (!makeRoom(slots_, slotCount_, slotRoom_))
      return ONUS_NO_MEMORY;
    nodes_[node].slot = static_cast<uint32_t>(slotCount_);
    new (&slots_[slotCount_]) Slot;
    slots_[slotCount_++].depth = static_cast<uint8_t>(depth);
  }
  slot = nodes_[node].slot;
  return ONUS_OK;
}

// ---- Values

onus_status EventTree::setText(uint32_t slot, Text value) {
  Slot *into = at(slot);
  if (!into || value.size > UINT32_MAX || !isUtf8(value))
    return ONUS_BAD_ARGUMENT;
  into->held = Held::Text;
  into->text = value;
  return ONUS_OK;
}

onus_status EventTree::setInt(uint32_t slot, int64_t value) {
  Slot *into = at(slot);
  if (!into)
    return ONUS_BAD_ARGUMENT;
  into->held = Held::Number;
  into->digits = static_cast<uint8_t>(formatInt(value, into->number));
  return ONUS_OK;
}

onus_status EventTree::setDecimal(uint32_t slot, int64_t scaled) {
  Slot *into = at(slot);
  if (!into)
    return ONUS_BAD_ARGUMENT;
  into->held = Held::Number;
  into->digits = static_cast<uint8_t>(formatDecimal(scaled, into->number));
  return ONUS_OK;
}

onus_status EventTree::setBool(uint32_t slot, bool value) {
  Slot *into = at(slot);
  if (!into)
    return ONUS_BAD_ARGUMENT;
  into->held = Held::Bool;
  into->flag = value;
  return ONUS_OK;
}

onus_status EventTree::setJson(uint32_t slot, Text json) {
  Slot *into = at(slot);
  Cell value;
  JsonError error;
  scratch_.reset();
  scratch_.setLimit(SIZE_MAX / 2);
  if (!into || !readJson(json, scratch_, value, error, 1024))
    return into && scratch_.exhausted() ? ONUS_NO_MEMORY : ONUS_BAD_ARGUMENT;
  into->held = Held::Json;
  into->text = json;
  return ONUS_OK;
}

onus_status EventTree::clear(uint32_t slot) {
  Slot *into = at(slot);
  if (!into)
    return ONUS_BAD_ARGUMENT;
  into->held = Held::Nothing;
  return ONUS_OK;
}

// ---- The document

/// True where something below the node is set, or it is the empty object that the arguments of a tool may be.
bool EventTree::isThere(uint32_t node) const {
  const Node &of = nodes_[node];
  if (of.slot != none)
    return slots_[of.slot].held != Held::Nothing;
  for (uint32_t each = of.firstChild; each != none; each = nodes_[each].nextSibling)
    if (isThere(each))
      return true;
  return false;
}

bool EventTree::isCallOrResult() const {
  for (uint32_t each = nodes_[0].firstChild; each != none; each = nodes_[each].nextSibling)
    if (nodes_[each].name == Text("event") && nodes_[each].slot != none) {
      const Slot &word = slots_[nodes_[each].slot];
      return word.held == Held::Text && (word.text == Text("call") || word.text == Text("result"));
    }
  return false;
}

size_t EventTree::bytes() const {
  size_t bytes = 0;
  for (size_t at = 0; at < slotCount_; ++at)
    if (slots_[at].held == Held::Text || slots_[at].held == Held::Json)
      bytes += slots_[at].text.size;
  return bytes;
}

namespace {
/// In the words of the reader of JSON, whose limit inside a member is another one.
Refusal tooDeep(Arena &arena, const Limits &limits) {
  char number[numberRoom];
  size_t size = formatInt(limits.maxDepth, number);
  return {"malformed_event", composed(arena, {"nested deeper than ", Text(number, size), " levels"})};
}
} // namespace

Refusal EventTree::fillLeaf(Arena &arena, const Limits &limits, const Slot &slot, Cell &into) const {
  if (slot.depth > limits.maxDepth)
    return tooDeep(arena, limits);
  switch (slot.held) {
  case Held::Nothing:
    break;
  case Held::Text:
    into = Cell::text(slot.text, Kind::JsonString);
    break;
  case Held::Number:
    into = Cell::text({slot.number, slot.digits}, Kind::JsonNumber);
    break;
  case Held::Bool:
    into = Cell::number(Kind::JsonBool, slot.flag);
    break;
  case Held::Json: {
    JsonError error; // it was JSON when it was set: only its depth can be wrong
    if (!readJson(slot.text, arena, into, error, limits.maxDepth - slot.depth))
      return tooDeep(arena, limits);
    break;
  }
  }
  return {};
}

Refusal EventTree::fill(Arena &arena, const Limits &limits, uint32_t node, Cell &into) {
  if (nodes_[node].slot != none)
    return fillLeaf(arena, limits, slots_[nodes_[node].slot], into);
  size_t members = 0;
  for (uint32_t each = nodes_[node].firstChild; each != none; each = nodes_[each].nextSibling)
    ++members;
  Cell *cells = arena.array<Cell>(2 * members + 1);
  if (!cells)
    return {"malformed_event", whyNoMemory};
  bool hasTool = node == 0 && isCallOrResult();
  size_t count = 0;
  for (uint32_t each = nodes_[node].firstChild; each != none; each = nodes_[each].nextSibling) {
    bool isArguments = hasTool && nodes_[each].name == Text("args") && nodes_[each].slot == none;
    if (!isArguments && !isThere(each))
      continue;
    cells[2 * count] = Cell::text(nodes_[each].name, Kind::JsonString);
    cells[2 * count + 1] = Cell();
    if (Refusal refusal = fill(arena, limits, each, cells[2 * count + 1]))
      return refusal;
    ++count;
  }
  into = Cell::parts(Kind::JsonObject, cells, count);
  return {};
}

Refusal EventTree::read(void *self, Arena &arena, const Limits &limits, Cell &document) {
  EventTree &tree = *static_cast<EventTree *>(self);
  if (tree.bytes() > limits.maxEventBytes) {
    char number[numberRoom];
    size_t size = formatInt(static_cast<int64_t>(limits.maxEventBytes), number);
    return {"too_large", composed(arena, {"the event has more than ", Text(number, size), " bytes"})};
  }
  if (tree.nodeCount_ == 0) {
    document = Cell::parts(Kind::JsonObject, nullptr, 0);
    return {};
  }
  return tree.fill(arena, limits, 0, document);
}

} // namespace onus::rt
