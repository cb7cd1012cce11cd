// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "runtime/decide/deciding.h"

/// An event that is set member by member. Its members form a tree that is made once; what is set lies in its leaves.
namespace onus::rt {

class EventTree {
public:
  EventTree() = default;
  ~EventTree();
  EventTree(const EventTree &) = delete;
  EventTree &operator=(const EventTree &) = delete;

  static constexpr uint32_t mostSlots = 4096;
  static constexpr unsigned mostNames = 64; ///< of a path

  /// The slot of a path, made where there is none yet.
  onus_status slot(Text path, uint32_t &slot);
  /// Null for a slot that does not exist.
  onus_status setText(uint32_t slot, Text value);
  onus_status setInt(uint32_t slot, int64_t value);
  onus_status setDecimal(uint32_t slot, int64_t scaled);
  onus_status setBool(uint32_t slot, bool value);
  onus_status setJson(uint32_t slot, Text json);
  onus_status clear(uint32_t slot);

  /// The event as a source of decisions. Borrows the tree.
  EventSource source() { return {this, read}; }

private:
  enum class Held : uint8_t { Nothing, Text, Number, Bool, Json };
  struct Node {
    Text name;
    uint32_t firstChild = none, nextSibling = none;
    uint32_t slot = none; ///< of a leaf
  };
  struct Slot {
    Held held = Held::Nothing;
    bool flag = false;
    uint8_t depth = 0; ///< in how many objects it stands
    uint8_t digits = 0;
    char number[numberRoom];
    Text text;
  };

  static Refusal read(void *self, Arena &arena, const Limits &limits, Cell &document);
  onus_status leaf(uint32_t node, unsigned depth, uint32_t &slot);
  uint32_t child(uint32_t parent, Text name);
  uint32_t addNode(uint32_t parent, Text name);
  Slot *at(uint32_t slot) { return slot < slotCount_ ? &slots_[slot] : nullptr; }
  bool isThere(uint32_t node) const;
  bool isCallOrResult() const;
  size_t bytes() const;
  Refusal fill(Arena &arena, const Limits &limits, uint32_t node, Cell &into);
  Refusal fillLeaf(Arena &arena, const Limits &limits, const Slot &slot, Cell &into) const;

  Arena names_, scratch_;
  Node *nodes_ = nullptr; ///< the first is the event itself
  size_t nodeCount_ = 0, nodeRoom_ = 0;
  Slot *slots_ = nullptr;
  size_t slotCount_ = 0, slotRoom_ = 0;
};

} // namespace onus::rt
