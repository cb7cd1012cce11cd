// SPDX-License-Identifier: Apache-2.0
#include "lower/slots.h"

#include "ir/equal.h"
#include "ir/json_form.h"

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

ir::Slot renumbered(const ir::Slot &from, Arena &arena) {
  Renumbering own(nullptr, arena);
  ir::Slot slot = from;
  slot.where = own.rewrite(from.where);
  slot.path = own.rewrite(from.path);
  for (const ir::Expr *&key : slot.per)
    key = own.rewrite(key);
  return slot;
}

} // namespace

int64_t Slots::slotOf(int64_t old) {
  auto known = renumbered_.find(old);
  if (known != renumbered_.end())
    return known->second;
  ir::Slot slot = renumbered(from_[static_cast<size_t>(old)], arena_);
  size_t place = 0;
  while (place < slots_.size() && !same(slots_[place], slot))
    ++place;
  if (place == slots_.size())
    slots_.push_back(std::move(slot));
  return renumbered_[old] = static_cast<int64_t>(place);
}

int64_t Renumbering::number(const ir::Expr &expr) {
  if (expr.kind == ir::ExprKind::History)
    return slots_ ? slots_->slotOf(expr.number) : expr.number;
  bool isLocal = ir::form::shape(expr.kind).numberForm == ir::form::NumberForm::Id;
  return isLocal ? local(expr.number) : expr.number;
}

const ir::Expr *Renumbering::rewrite(const ir::Expr *expr) {
  if (!expr)
    return nullptr;
  int64_t renumbered = number(*expr);
  bool changed = renumbered != expr->number;
  std::vector<const ir::Expr *> operands;
  for (const ir::Expr *operand : expr->operands) {
    operands.push_back(rewrite(operand));
    changed |= operands.back() != operand;
  }
  if (!changed)
    return expr;
  ir::Expr copy = *expr;
  copy.operands = arena_.copy(operands);
  copy.number = renumbered;
  return arena_.make<ir::Expr>(copy);
}

} // namespace onus::lower
