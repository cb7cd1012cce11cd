// SPDX-License-Identifier: Apache-2.0
// Conditions (S1, S31): each is true, false or failed, whatever the order of its operands.
#include "runtime/interpret/hot.h"

#include "runtime/base/number.h"
#include "runtime/interpret/shape.h"

namespace onus::rt {

bool Evaluator::negation(const Code &code, const Local *locals, Cell &into) {
  Cell operand;
  if (!present(code, 0, locals, operand))
    return false;
  into = Cell::boolean(!operand.isTrue());
  return true;
}

bool Evaluator::connective(const Code &code, const Local *locals, Cell &into) {
  bool isOr = code.op == Opcode::Or;
  for (size_t at = 0; at < code.operands.count; ++at) {
    if (!present(code, at, locals, into))
      return connectiveAfter(code, at, locals, into);
    if (into.isTrue() == isOr) {
      into = Cell::boolean(isOr); // whatever the others are (S1)
      return true;
    }
  }
  into = Cell::boolean(!isOr);
  return true;
}

/// The rest of it, after an operand that failed.
bool Evaluator::connectiveAfter(const Code &code, size_t failed, const Local *locals, Cell &into) {
  bool isOr = code.op == Opcode::Or;
  Outcome failure = fault_;
  for (size_t at = failed + 1; at < code.operands.count; ++at) {
    if (!present(code, at, locals, into)) {
      join(failure, fault_);
    } else if (into.isTrue() == isOr) {
      into = Cell::boolean(isOr);
      return true;
    }
  }
  fault_ = failure;
  return false;
}

bool Evaluator::choice(const Code &code, const Local *locals, Cell &into) {
  Cell condition;
  if (!present(code, 0, locals, condition))
    return false;
  return run(bundle_.operand(code, condition.isTrue() ? 1 : 2), locals, into);
}

namespace {

/// The name of the item that is gone through; its value is set from item to item.
Local itemOf(const Code &code, const Local *outer) {
  Local bound;
  bound.id = code.number;
  bound.outer = outer;
  bound.known = true;
  return bound;
}

} // namespace

bool Evaluator::quantifier(const Code &code, const Local *locals, Cell &into) {
  Cell base;
  if (!present(code, 0, locals, base))
    return false;
  if (base.kind != Kind::List)
    return fail(Cause::Engine, {"`", print(operandOf(code, 0)), "` is no list"});
  bool isAny = code.op == Opcode::Any, decided = false;
  Outcome failure;
  Local item = itemOf(code, locals);
  const Cell *items = pool_.parts(base);
  ++quantified_;
  for (size_t at = 0; at < base.size && !decided; ++at) {
    Cell body;
    item.value = items[at];
    if (!count(1) || !run(bundle_.operand(code, 1), &item, body))
      join(failure, fault_);
    else
      decided = body.isTrue() == isAny;
  }
  --quantified_;
  if (!decided && failure.failed) {
    fault_ = failure;
    return false;
  }
  into = Cell::boolean(decided == isAny);
  return true;
}

bool Evaluator::countOf(const Code &code, const Local *locals, Cell &into) {
  Cell base;
  if (!present(code, 0, locals, base))
    return false;
  int64_t found = 0;
  Outcome failure;
  Local item = itemOf(code, locals);
  size_t size = base.kind == Kind::List ? base.size : 0;
  const Cell *items = size ? pool_.parts(base) : nullptr;
  ++quantified_;
  for (size_t at = 0; at < size; ++at) {
    Cell condition;
    item.value = items[at];
    if (!count(1) || !run(bundle_.operand(code, 1), &item, condition))
      join(failure, fault_);
    else
      found += condition.isTrue();
  }
  --quantified_;
  if (failure.failed) {
    fault_ = failure;
    return false;
  }
  into = Cell::number(Kind::Int, found);
  return true;
}

/// One item of a sum: adds its value where its condition is true.
bool Evaluator::addItem(const Code &code, const Local &item, int64_t &total) {
  Cell condition, value;
  if (!count(1) || !run(bundle_.operand(code, 1), &item, condition))
    return false;
  if (!condition.isTrue())
    return true;
  if (!present(code, 2, &item, value))
    return false;
  return addChecked(total, numberOf(value), total) || overflow(code);
}

bool Evaluator::sumOf(const Code &code, const Local *locals, Cell &into) {
  Cell base;
  if (!present(code, 0, locals, base))
    return false;
  const TypeRow *of = type(code);
  Kind kind = of && of->kind == TypeKind::Decimal    ? Kind::Decimal
              : of && of->kind == TypeKind::Duration ? Kind::Duration
                                                     : Kind::Int;
  Outcome failure;
  int64_t total = 0;
  Local item = itemOf(code, locals);
  size_t size = base.kind == Kind::List ? base.size : 0;
  const Cell *items = size ? pool_.parts(base) : nullptr;
  ++quantified_;
  for (size_t at = 0; at < size; ++at) {
    item.value = items[at];
    if (!addItem(code, item, total))
      join(failure, fault_);
  }
  --quantified_;
  if (failure.failed) {
    fault_ = failure;
    return false;
  }
  into = Cell::number(kind, total);
  return true;
}

} // namespace onus::rt
