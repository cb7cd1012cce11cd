// SPDX-License-Identifier: Apache-2.0
// Comparison, membership and arithmetic (S27, S28, S35). Overflow is a failure of the content, never a wrapped number.
#include "runtime/interpret/hot.h"

#include "runtime/base/number.h"
#include "runtime/base/time.h"
#include "runtime/interpret/shape.h"
#include "runtime/value/access.h"
#include "runtime/value/equal.h"

namespace onus::rt {

namespace {

bool isAmount(const Cell &cell) { return cell.kind == Kind::Int || cell.kind == Kind::Decimal; }

int compare(int64_t left, int64_t right) { return left < right ? -1 : left > right; }

/// An int beside a decimal in ten-thousandths: one that has no such form lies beyond all that have.
int compareAmounts(int64_t whole, int64_t scaled) {
  int64_t widened = 0;
  return decimalOf(whole, widened) ? compare(widened, scaled) : whole < 0 ? -1 : 1;
}

/// Negative, zero or positive; false where the two have no order (S28).
inline bool order(const Cell &left, const Cell &right, int &found) {
  if (left.kind == right.kind) {
    found = compare(left.payload, right.payload);
    return isAmount(left) || left.kind == Kind::Duration || left.kind == Kind::Date || left.kind == Kind::Instant;
  }
  if (!isAmount(left) || !isAmount(right))
    return false;
  found = left.kind == Kind::Int ? compareAmounts(left.payload, right.payload)
                                 : -compareAmounts(right.payload, left.payload);
  return true;
}

/// What kind the sum or difference of two kinds is; false where they have none.
bool sumKind(bool adds, Kind left, Kind right, Kind &found) {
  found = left;
  if (left == right) {
    if (left == Kind::Instant)
      found = Kind::Duration;
    return left == Kind::Instant ? !adds : left == Kind::Int || left == Kind::Decimal || left == Kind::Duration;
  }
  if (left == Kind::Instant && right == Kind::Duration)
    return true;
  found = Kind::Instant;
  return left == Kind::Duration && right == Kind::Instant && adds;
}

} // namespace

bool Evaluator::equality(const Code &code, const Local *locals, Cell &into) {
  Cell left, right;
  if (!pair(code, locals, left, right))
    return false;
  bool same = false;
  if (left.kind == Kind::String && right.kind == Kind::String)
    same = pool_.text(left) == pool_.text(right);
  else if (left.kind == right.kind && left.kind <= Kind::Decimal)
    same = left.payload == right.payload;
  else
    same = equal(pool_, left, right, arena_);
  if (!same && arena_.exhausted())
    return noMemory();
  into = Cell::boolean(same == (code.op == Opcode::Equal));
  return true;
}

bool Evaluator::ordering(const Code &code, const Local *locals, Cell &into) {
  Cell left, right;
  if (!pair(code, locals, left, right))
    return false;
  int found = 0;
  if (left.kind == right.kind && isAmount(left))
    found = compare(left.payload, right.payload);
  else if (!order(left, right, found))
    return fail(Cause::Engine, {describe(left.kind), " has no order beside ", describe(right.kind)});
  bool holds = code.op == Opcode::Less        ? found < 0
               : code.op == Opcode::LessEqual ? found <= 0
               : code.op == Opcode::Greater   ? found > 0
                                              : found >= 0;
  into = Cell::boolean(holds);
  return true;
}

bool Evaluator::holds(const Cell &list, const Cell &item) {
  const Cell *items = pool_.parts(list);
  for (size_t at = 0; at < list.size; ++at)
    if (equal(pool_, item, items[at], arena_))
      return true;
  return false;
}

bool Evaluator::membership(const Code &code, const Local *locals, Cell &into) {
  Cell item, base;
  if (!pair(code, locals, item, base))
    return false;
  const Code &where = operandOf(code, 1);
  bool isText = item.kind == Kind::String;
  if (where.op == Opcode::Data && isText) {
    const DataRow &data = bundle_.row<Section::Data>(static_cast<size_t>(where.number));
    if (data.set != none) {
      into = Cell::boolean(bundle_.find(bundle_.row<Section::Sets>(data.set), pool_.text(item)) != none);
      return true;
    }
  }
  if (base.kind == Kind::List) {
    if (!count(base.size))
      return false;
    into = Cell::boolean(holds(base, item));
    return into.isTrue() || !arena_.exhausted() || noMemory();
  }
  if (base.kind == Kind::Record && isText) {
    into = Cell::boolean(rt::member(pool_, base, pool_.text(item)) != nullptr);
    return true;
  }
  if (base.kind == Kind::Cidr && item.kind == Kind::Ip) {
    into = Cell::boolean(contains(cidrOf(pool_, base), ipOf(pool_, item)));
    return true;
  }
  return fail(Cause::Engine, {"`", print(where), "` cannot hold ", describe(item.kind)});
}

bool Evaluator::joinTexts(const Cell &left, const Cell &right, Cell &into) {
  Text first = pool_.text(left), second = pool_.text(right);
  char *bytes = arena_.array<char>(first.size + second.size);
  if (!bytes)
    return noMemory();
  if (first.size)
    memcpy(bytes, first.data, first.size);
  if (second.size)
    memcpy(bytes + first.size, second.data, second.size);
  return made(Text(bytes, first.size + second.size), into);
}

bool Evaluator::joinLists(const Cell &left, const Cell &right, Cell &into) {
  size_t size = size_t{left.size} + right.size;
  if (!count(size))
    return false;
  auto *items = arena_.array<Cell>(size);
  if (!items)
    return noMemory();
  if (left.size)
    memcpy(items, pool_.parts(left), left.size * sizeof(Cell));
  if (right.size)
    memcpy(items + left.size, pool_.parts(right), right.size * sizeof(Cell));
  return made(Kind::List, items, size, into);
}

bool Evaluator::arithmetic(const Code &code, const Local *locals, Cell &into) {
  Cell left, right;
  if (!pair(code, locals, left, right))
    return false;
  int64_t result = 0;
  if (code.op == Opcode::Multiply && isAmount(left) && isAmount(right) &&
      (left.kind == Kind::Int || right.kind == Kind::Int)) {
    // A decimal is held in ten-thousandths, so both products are one multiplication.
    into = Cell::number(left.kind == Kind::Int ? right.kind : left.kind, 0);
    return multiplyChecked(left.payload, right.payload, into.payload) || overflow(code);
  }
  bool adds = code.op == Opcode::Add;
  if (adds && left.kind == Kind::String && right.kind == Kind::String)
    return joinTexts(left, right, into);
  if (adds && left.kind == Kind::List && right.kind == Kind::List)
    return joinLists(left, right, into);
  Kind kind = Kind::Int;
  if (code.op == Opcode::Multiply || !sumKind(adds, left.kind, right.kind, kind))
    return fail(Cause::Engine, {"`", print(code), "` mixes ", describe(left.kind), " and ", describe(right.kind)});
  bool fits =
      adds ? addChecked(left.payload, right.payload, result) : subtractChecked(left.payload, right.payload, result);
  fits = fits && (kind != Kind::Instant || isWritable(result));
  into = Cell::number(kind, result);
  return fits || overflow(code);
}

bool Evaluator::negate(const Code &code, const Local *locals, Cell &into) {
  Cell operand;
  if (!present(code, 0, locals, operand))
    return false;
  int64_t result = 0;
  bool fits = subtractChecked(0, numberOf(operand), result);
  bool isAmountOrInstant = isAmount(operand) || operand.kind == Kind::Instant;
  into = Cell::number(isAmountOrInstant ? operand.kind : Kind::Duration, result);
  return fits || overflow(code);
}

} // namespace onus::rt
