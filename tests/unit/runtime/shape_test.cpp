// SPDX-License-Identifier: Apache-2.0
#include "runtime/interpret/shape.h"

#include "support/catch.h"
#include "unit/runtime/support.h"

#include <vector>

using namespace onus;
using rt::Cell;
using rt::Kind;

namespace {

/// A list of `width` times the same list, and so on down to a number: as many cells as levels, and very many parts.
Cell nested(std::vector<Cell> &cells, size_t levels, size_t width) {
  cells.assign(levels * width, Cell::number(Kind::Int, 1));
  for (size_t level = 1; level < levels; ++level)
    for (size_t at = 0; at < width; ++at)
      cells[level * width + at] = Cell::parts(Kind::List, &cells[(level - 1) * width], width);
  return Cell::parts(Kind::List, &cells[(levels - 1) * width], width);
}

bool isReasonable(size_t levels, size_t width) {
  std::vector<Cell> cells;
  Cell whole = nested(cells, levels, width);
  return rt::isOfReasonableSize({}, &whole, 1);
}

} // namespace

TEST_CASE("values that few steps build are bounded in size and depth", "[interpret]") {
  CHECK(isReasonable(1, 1'000'000));
  CHECK(isReasonable(20, 2));
  CHECK_FALSE(isReasonable(60, 2)); // 2^60 numbers in 120 cells
  CHECK(isReasonable(1000, 1));
  CHECK_FALSE(isReasonable(1'000'000, 1));
}

TEST_CASE("lists are flattened, and what is absent is left out", "[interpret]") {
  rt::Arena arena;
  const Cell inner[] = {Cell::number(Kind::Int, 2), Cell(), Cell::number(Kind::Int, 3)};
  const Cell outer[] = {Cell::number(Kind::Int, 1), Cell::parts(Kind::List, inner, 3), Cell(),
                        Cell::parts(Kind::List, nullptr, 0)};
  rt::Growing<Cell> items(arena);
  REQUIRE(rt::flatten({}, Cell::parts(Kind::List, outer, 4), items));
  REQUIRE(items.size() == 3);
  for (size_t at = 0; at < 3; ++at)
    CHECK(items.data()[at].payload == static_cast<int64_t>(at + 1));
  rt::Growing<Cell> one(arena);
  REQUIRE(rt::flatten({}, Cell::boolean(true), one));
  CHECK(one.size() == 1);
}
