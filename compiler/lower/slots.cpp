// SPDX-License-Identifier: Apache-2.0
#include "lower/slots.h"

#include "ir/equal.h"

namespace onus::lower {

namespace {

/// The same question to history: both are answered by one slot (S25: one `mentioned` for each session and selector).
bool same(const ir::Slot &left, const ir::Slot &right) {
  if (left.op != right.op || left.denied != right.denied || left.event != right.event || left.tools != right.tools ||
      left.last != right.last || left.notFor != right.notFor || left.capacity != right.capacity ||
      left.per.size() != right.per.size())
    return false;
  for (size_t index = 0; index < left.per.size(); ++index)
    if (!ir::equivalent(left.per[index], right.per[index]))
      return false;
  return ir::equivalent(left.where, right.where) && ir::equivalent(left.path, right.path);
}

} // namespace

int64_t Slots::slotOf(int64_t old) {
  auto known = renumbered_.find(old);
  if (known != renumbered_.end())
    return known->second;
  const ir::Slot &slot = from_[static_cast<size_t>(old)];
  size_t place = 0;
  while (place < slots_.size() && !same(slots_[place], slot))
    ++place;
  if (place == slots_.size())
    slots_.push_back(slot);
  return renumbered_[old] = static_cast<int64_t>(place);
}

const ir::Expr *Slots::rewrite(const ir::Expr *expr) {
  if (!expr)
    return nullptr;
  std::vector<const ir::Expr *> operands;
  bool changed = false;
  for (const ir::Expr *operand : expr->operands) {
    operands.push_back(rewrite(operand));
    changed |= operands.back() != operand;
  }
  int64_t number = expr->kind == ir::ExprKind::History ? slotOf(expr->number) : expr->number;
  if (!changed && number == expr->number)
    return expr;
  ir::Expr copy = *expr;
  copy.operands = arena_.copy(operands);
  copy.number = number;
  return arena_.make<ir::Expr>(copy);
}

} // namespace onus::lower
