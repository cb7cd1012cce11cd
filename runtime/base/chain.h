// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace onus::rt {

/// Items in the order in which they were added, linked by their own `next`. It owns nothing: the items lie in an arena.
template <typename T>
struct Chain {
  T *first = nullptr;
  T *last = nullptr;

  bool empty() const { return !first; }
  void add(T *item) {
    item->next = nullptr;
    (last ? last->next : first) = item;
    last = item;
  }

  struct Iterator {
    T *item;
    T &operator*() const { return *item; }
    Iterator &operator++() {
      item = item->next;
      return *this;
    }
    bool operator!=(const Iterator &other) const { return item != other.item; }
  };
  Iterator begin() const { return {first}; }
  Iterator end() const { return {nullptr}; }
};

} // namespace onus::rt
