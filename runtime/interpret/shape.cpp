// SPDX-License-Identifier: Apache-2.0
#include "runtime/interpret/shape.h"

#include "runtime/value/access.h"

namespace onus::rt {

namespace {

/// More cells than a decision's memory holds.
constexpr size_t reasonableCells = size_t{1} << 22;

size_t partsOf(const Cell &cell) {
  return cell.kind == Kind::List ? cell.size : cell.kind == Kind::Record ? size_t{2} * cell.size : 0;
}

bool visit(const Pool &pool, const Cell *cells, size_t count, size_t &left, unsigned depth) {
  if (count > left || depth == cellDepth)
    return false;
  left -= count;
  for (size_t at = 0; at < count; ++at)
    if (size_t parts = partsOf(cells[at]); parts && !visit(pool, pool.parts(cells[at]), parts, left, depth + 1))
      return false;
  return true;
}

} // namespace

bool isOfReasonableSize(const Pool &pool, const Cell *cells, size_t count) {
  size_t left = reasonableCells;
  return visit(pool, cells, count, left, 0);
}

bool flatten(const Pool &pool, const Cell &value, Growing<Cell> &items) {
  if (value.kind != Kind::List)
    return value.isAbsent() || items.add(value);
  const Cell *parts = pool.parts(value);
  for (size_t at = 0; at < value.size; ++at)
    if (!flatten(pool, parts[at], items))
      return false;
  return true;
}

} // namespace onus::rt
