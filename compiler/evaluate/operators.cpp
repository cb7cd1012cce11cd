// SPDX-License-Identifier: Apache-2.0
// Comparison, membership and arithmetic (S27, S28, S35). Overflow is a failure of the content, never a wrapped number.
#include "evaluate/expression.h"
#include "evaluate/waiver.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/MathExtras.h"

namespace onus::evaluate {

using ir::ExprKind;

namespace {

bool isAmount(const Value &value) { return value.kind() == ValueKind::Int || value.kind() == ValueKind::Decimal; }

/// An int or decimal in ten-thousandths, wide enough for every int.
__int128 scaled(const Value &value) {
  return value.kind() == ValueKind::Int ? static_cast<__int128>(value.number()) * onus::Decimal::scale : value.number();
}

/// Negative, zero or positive; nothing where the two have no order.
std::optional<int> order(const Value &left, const Value &right) {
  if (isAmount(left) && isAmount(right))
    return scaled(left) < scaled(right) ? -1 : scaled(left) > scaled(right);
  if (left.kind() != right.kind())
    return std::nullopt;
  switch (left.kind()) {
  case ValueKind::Duration:
  case ValueKind::Date:
  case ValueKind::Instant:
    return left.number() < right.number() ? -1 : left.number() > right.number();
  default: // nothing else is ordered (S28)
    return std::nullopt;
  }
}

Outcome ordered(ExprKind kind, const Value &left, const Value &right) {
  auto found = order(left, right);
  if (!found)
    return Outcome::engine(describe(left.kind()).str() + " has no order beside " + describe(right.kind()).str());
  if (kind == ExprKind::Less)
    return Outcome::boolean(*found < 0);
  if (kind == ExprKind::LessEqual)
    return Outcome::boolean(*found <= 0);
  return Outcome::boolean(kind == ExprKind::Greater ? *found > 0 : *found >= 0);
}

Outcome overflow(const ir::Expr &expr) { return Outcome::content("`" + ir::print(&expr) + "` overflows"); }

/// Adds or subtracts two numbers that mean the same.
std::optional<int64_t> sum(ExprKind kind, int64_t left, int64_t right) {
  int64_t result = 0;
  bool over = kind == ExprKind::Add ? llvm::AddOverflow(left, right, result) : llvm::SubOverflow(left, right, result);
  return over ? std::nullopt : std::optional(result);
}

Value ofKind(ValueKind kind, int64_t number) {
  if (kind == ValueKind::Int)
    return Value::integer(number);
  if (kind == ValueKind::Decimal)
    return Value::decimal({number});
  return kind == ValueKind::Instant ? Value::instant(number) : Value::duration(number);
}

/// What kind the sum or difference of two kinds is; nothing where they have none.
std::optional<ValueKind> sumKind(ExprKind kind, ValueKind left, ValueKind right) {
  if (left == right) {
    if (left == ValueKind::Instant)
      return kind == ExprKind::Subtract ? std::optional(ValueKind::Duration) : std::nullopt;
    if (left == ValueKind::Int || left == ValueKind::Decimal || left == ValueKind::Duration)
      return left;
    return std::nullopt;
  }
  if (left == ValueKind::Instant && right == ValueKind::Duration)
    return ValueKind::Instant;
  if (left == ValueKind::Duration && right == ValueKind::Instant && kind == ExprKind::Add)
    return ValueKind::Instant;
  return std::nullopt;
}

std::optional<int64_t> product(const Value &left, const Value &right) {
  bool intFirst = left.kind() == ValueKind::Int;
  int64_t whole = intFirst ? left.number() : right.number();
  int64_t other = intFirst ? right.number() : left.number();
  int64_t result = 0; // a decimal is held in ten-thousandths, so both products are one multiplication
  return llvm::MulOverflow(other, whole, result) ? std::nullopt : std::optional(result);
}

} // namespace

Outcome Evaluator::comparison(const ir::Expr &expr, const Local *locals) {
  auto values = operands(expr, locals);
  if (auto *failure = std::get_if<Failure>(&values))
    return *failure;
  const Value &left = std::get<Items>(values)[0], &right = std::get<Items>(values)[1];
  if (expr.kind == ExprKind::Equal || expr.kind == ExprKind::NotEqual)
    return Outcome::boolean(equal(left, right) == (expr.kind == ExprKind::Equal));
  return ordered(expr.kind, left, right);
}

Outcome Evaluator::membership(const ir::Expr &expr, const Local *locals) {
  auto values = operands(expr, locals);
  if (auto *failure = std::get_if<Failure>(&values))
    return *failure;
  const Value &item = std::get<Items>(values)[0], &base = std::get<Items>(values)[1];
  const std::string *text = item.asString();
  const ir::Expr *where = expr.operand(1);
  if (where->kind == ExprKind::Data && text)
    if (const auto *strings = tables_.index(where->text))
      return Outcome::boolean(strings->contains(*text));
  if (const Items *items = base.asList()) {
    tables_.count(items->size());
    return Outcome::boolean(llvm::any_of(*items, [&](const Value &other) { return equal(item, other); }));
  }
  if (base.asRecord() && text)
    return Outcome::boolean(base.member(*text) != nullptr);
  if (base.asCidr() && item.asIp())
    return Outcome::boolean(base.asCidr()->contains(*item.asIp()));
  return Outcome::engine("`" + ir::print(where) + "` cannot hold " + describe(item.kind()).str());
}

Outcome Evaluator::arithmetic(const ir::Expr &expr, const Local *locals) {
  auto values = operands(expr, locals);
  if (auto *failure = std::get_if<Failure>(&values))
    return *failure;
  const Value &left = std::get<Items>(values)[0], &right = std::get<Items>(values)[1];
  if (expr.kind == ExprKind::Multiply && isAmount(left) && isAmount(right) &&
      (left.kind() == ValueKind::Int || right.kind() == ValueKind::Int)) {
    auto result = product(left, right);
    ValueKind kind = left.kind() == ValueKind::Int ? right.kind() : left.kind();
    return result ? Outcome(ofKind(kind, *result)) : overflow(expr);
  }
  if (expr.kind == ExprKind::Add && left.asString() && right.asString())
    return Value::string(*left.asString() + *right.asString());
  if (expr.kind == ExprKind::Add && left.asList() && right.asList()) {
    Items items = *left.asList();
    items.insert(items.end(), right.asList()->begin(), right.asList()->end());
    tables_.count(items.size());
    return Value::list(std::move(items));
  }
  auto kind = expr.kind == ExprKind::Multiply ? std::nullopt : sumKind(expr.kind, left.kind(), right.kind());
  if (!kind)
    return Outcome::engine("`" + ir::print(&expr) + "` mixes " + describe(left.kind()).str() + " and " +
                           describe(right.kind()).str());
  auto result = sum(expr.kind, left.number(), right.number());
  bool fits = result && (*kind != ValueKind::Instant || isWritable(*result));
  return fits ? Outcome(ofKind(*kind, *result)) : overflow(expr);
}

Outcome Evaluator::negate(const ir::Expr &expr, const Local *locals) {
  Outcome operand = present(expr, 0, locals);
  if (operand.failed())
    return operand;
  auto result = sum(ExprKind::Subtract, 0, operand.value().number());
  return result ? Outcome(ofKind(operand.value().kind(), *result)) : overflow(expr);
}

Outcome Evaluator::sumOf(const ir::Expr &expr, const Local *locals) {
  Outcome base = present(expr, 0, locals);
  if (base.failed())
    return base;
  ValueKind kind = ValueKind::Int;
  if (expr.type && expr.type->kind == ir::TypeKind::Decimal)
    kind = ValueKind::Decimal;
  else if (expr.type && expr.type->kind == ir::TypeKind::Duration)
    kind = ValueKind::Duration;
  std::optional<Failure> failure;
  auto fail = [&](const Outcome &outcome) { join(failure, outcome.failure()); };
  int64_t total = 0;
  const Items *items = base.value().asList();
  ++quantified_;
  for (size_t place = 0; items && place < items->size(); ++place) {
    tables_.count(1);
    Local bound{expr.number, locals, nullptr, Outcome((*items)[place]), false};
    Outcome condition = evaluate(expr.operand(1), &bound);
    if (condition.failed())
      fail(condition);
    if (!condition.isTrue())
      continue;
    Outcome value = evaluate(expr.operand(2), &bound);
    if (value.failed())
      fail(value);
    else if (value.value().isAbsent())
      fail(Outcome::content("`" + ir::print(expr.operand(2)) + "` is not there"));
    else if (auto next = sum(ExprKind::Add, total, value.value().number()))
      total = *next;
    else
      fail(overflow(expr));
  }
  --quantified_;
  return failure ? Outcome(*failure) : Outcome(ofKind(kind, total));
}

} // namespace onus::evaluate
