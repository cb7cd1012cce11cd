// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ir/module.h"

#include <deque>
#include <map>
#include <vector>

namespace onus::lower {

/// The history of one system: slots that mean the same become one, and those that nothing reads any more are dropped.
class Slots {
public:
  /// Both live as long as the lowering.
  Slots(const std::deque<ir::Slot> &from, Arena &arena) : from_(from), arena_(arena) {}

  /// The new number of a slot.
  int64_t slotOf(int64_t old);
  /// The slots that were named, in the order in which they were first named.
  std::vector<ir::Slot> take() { return std::move(slots_); }
  Arena &arena() const { return arena_; }

private:
  const std::deque<ir::Slot> &from_;
  Arena &arena_;
  std::map<int64_t, int64_t> renumbered_;
  std::vector<ir::Slot> slots_;
};

/// Renumbers expressions for the artifact: history terms name the new slots, locals count from 0 in the order in which
/// they are met. One for each guardrail, slot and binding, so that its text does not depend on what stands around it.
class Renumbering {
public:
  /// `slots` may be null where no history can be read.
  Renumbering(Slots *slots, Arena &arena) : slots_(slots), arena_(arena) {}

  /// Null stays null; an expression in which nothing changes is returned itself.
  const ir::Expr *rewrite(const ir::Expr *expr);
  int64_t local(int64_t old) { return locals_.try_emplace(old, static_cast<int64_t>(locals_.size())).first->second; }

private:
  int64_t number(const ir::Expr &expr);

  Slots *slots_;
  Arena &arena_;
  std::map<int64_t, int64_t> locals_;
};

} // namespace onus::lower
