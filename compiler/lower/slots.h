// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ir/module.h"

#include <deque>
#include <map>
#include <vector>

namespace onus::lower {

/// The history of one system: slots that mean the same become one, and those that nothing reads any more are dropped.
/// An expression that goes through `rewrite` names the new slots.
class Slots {
public:
  /// Both live as long as the lowering.
  Slots(const std::deque<ir::Slot> &from, Arena &arena) : from_(from), arena_(arena) {}

  /// The expression with its history terms renumbered; the expression itself where there is none. Null stays null.
  const ir::Expr *rewrite(const ir::Expr *expr);
  /// The slots that were named, in the order in which they were first named.
  std::vector<ir::Slot> take() { return std::move(slots_); }

private:
  int64_t slotOf(int64_t old);

  const std::deque<ir::Slot> &from_;
  Arena &arena_;
  std::map<int64_t, int64_t> renumbered_;
  std::vector<ir::Slot> slots_;
};

} // namespace onus::lower
