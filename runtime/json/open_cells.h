// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "runtime/base/arena.h"
#include "runtime/value/cell.h"

namespace onus::rt {

/// The cells of objects and arrays that are still open, one behind the other.
class OpenCells {
public:
  explicit OpenCells(Arena &arena) : arena_(arena) {}
  bool reserve(size_t cells) {
    Cell *room = arena_.array<Cell>(cells);
    if (!room)
      return false;
    if (size_)
      memcpy(static_cast<void *>(room), cells_, size_ * sizeof(Cell));
    cells_ = room;
    capacity_ = cells;
    return true;
  }
  bool push(const Cell &cell) {
    if (size_ == capacity_ && !reserve(2 * capacity_))
      return false;
    cells_[size_++] = cell;
    return true;
  }
  void shrink(size_t size) { size_ = size; }
  size_t size() const { return size_; }
  const Cell *at(size_t place) const { return cells_ + place; }

private:
  Arena &arena_;
  Cell *cells_ = nullptr;
  size_t size_ = 0;
  size_t capacity_ = 0;
};

} // namespace onus::rt
