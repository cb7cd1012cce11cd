// SPDX-License-Identifier: Apache-2.0
#include "runtime/interpret/shape.h"
#include "runtime/value/access.h"
#include "support/catch.h"

#include <vector>

using namespace onus::rt;

namespace {

/// A list in a list in a list …
bool isReasonable(size_t nested) {
  std::vector<Cell> cells(nested);
  for (size_t at = 1; at < nested; ++at)
    cells[at] = Cell::parts(Kind::List, &cells[at - 1], 1);
  return isOfReasonableSize(Pool(), &cells[nested - 1], 1);
}

} // namespace

TEST_CASE("values are nested only as deep as those who read them follow", "[runtime]") {
  CHECK(isReasonable(cellDepth));
  CHECK_FALSE(isReasonable(cellDepth + 1));
  CHECK_FALSE(isReasonable(1'000'000));
}

TEST_CASE("a value whose parts are shared counts each time that it is met", "[runtime]") {
  std::vector<Cell> cells(2);
  while (cells.size() < 60)
    cells.insert(cells.end(), 2, Cell());
  for (size_t at = 2; at < 60; ++at)
    cells[at] = Cell::parts(Kind::List, &cells[at / 2 * 2 - 2], 2);
  CHECK(isOfReasonableSize(Pool(), &cells[20], 2));
  CHECK_FALSE(isOfReasonableSize(Pool(), &cells[58], 2));
}
