// SPDX-License-Identifier: Apache-2.0
#include "evaluate/expression.h"

#include "evaluate/fit.h"
#include "ir/address.h"

#include "llvm/ADT/STLExtras.h"

namespace onus::evaluate {

using ir::ExprKind;

void join(std::optional<Failure> &into, const Failure &failure) {
  if (!into || (into->cause == Cause::Engine && failure.cause == Cause::Content))
    into = failure;
}

namespace {

bool isAtomic(const ir::Expr &expr) {
  if (!expr.type || expr.type->kind != ir::TypeKind::Bool)
    return false;
  switch (expr.kind) {
  case ExprKind::And:
  case ExprKind::Or:
  case ExprKind::Not:
  case ExprKind::If:
  case ExprKind::Let:
  case ExprKind::Local:
  case ExprKind::Bool:
  case ExprKind::History:
  case ExprKind::Signal:
    return false;
  default: // every other kind that is a bool is a test
    return true;
  }
}

} // namespace

Outcome Evaluator::evaluate(const ir::Expr *expr, const Local *locals) {
  tables_.count(1);
  if (!observer_)
    return dispatch(*expr, locals);
  unsigned before = maskedReads_;
  if (observer_->masked && observer_->masked->contains(expr))
    ++maskedReads_;
  Outcome outcome = dispatch(*expr, locals);
  noteTest(*expr, outcome, before);
  if (observer_->watcher)
    observer_->watcher->evaluated(*expr, outcome);
  return outcome;
}

void Evaluator::noteTest(const ir::Expr &expr, const Outcome &outcome, unsigned maskedBefore) {
  if (quantified_ == 0 && maskedReads_ != maskedBefore && isAtomic(expr))
    observer_->tests.push_back({&expr, outcome});
}

Outcome Evaluator::dispatch(const ir::Expr &expr, const Local *locals) {
  switch (expr.kind) {
  case ExprKind::Bool:
    return Value::boolean(expr.number != 0);
  case ExprKind::Int:
    return Value::integer(expr.number);
  case ExprKind::Decimal:
    return Value::decimal({expr.number});
  case ExprKind::String:
  case ExprKind::Pattern:
    return Value::string(expr.text.str());
  case ExprKind::Duration:
    return Value::duration(expr.number);
  case ExprKind::Date:
    return Value::date(static_cast<Day>(expr.number));
  case ExprKind::Instant:
    return Value::instant(expr.number);
  case ExprKind::Ip:
    if (auto address = ir::IpAddress::parse(expr.text))
      return Value::ip(*address);
    return Outcome::engine("the policy holds an ip literal that is none");
  case ExprKind::Cidr:
    if (auto network = ir::CidrBlock::parse(expr.text))
      return Value::cidr(*network);
    return Outcome::engine("the policy holds a cidr literal that is none");
  case ExprKind::Absent:
    return Value();
  case ExprKind::List:
    return list(expr, locals);
  case ExprKind::Record:
    return record(expr, locals);
  case ExprKind::Root:
    return roots_ ? roots_->root(expr) : Outcome::engine("there is no event to read");
  case ExprKind::EffectParameter:
    return roots_ ? roots_->effectParameter(expr.text, expr.names[0]) : Outcome::engine("there is no event to read");
  case ExprKind::Local:
    return local(expr, locals);
  case ExprKind::Data:
    return data(expr);
  case ExprKind::Let:
    return let(expr, locals);
  case ExprKind::Member:
    return member(expr, locals);
  case ExprKind::Index:
    return index(expr, locals);
  case ExprKind::Project:
    return project(expr, locals);
  case ExprKind::Has:
    return has(expr, locals);
  case ExprKind::Coalesce:
    return coalesce(expr, locals);
  case ExprKind::Not:
    return negation(expr, locals);
  case ExprKind::Negate:
    return negate(expr, locals);
  case ExprKind::And:
  case ExprKind::Or:
    return connective(expr, locals);
  case ExprKind::Equal:
  case ExprKind::NotEqual:
  case ExprKind::Less:
  case ExprKind::LessEqual:
  case ExprKind::Greater:
  case ExprKind::GreaterEqual:
    return comparison(expr, locals);
  case ExprKind::In:
    return membership(expr, locals);
  case ExprKind::Add:
  case ExprKind::Subtract:
  case ExprKind::Multiply:
    return arithmetic(expr, locals);
  case ExprKind::Like:
    return glob(expr, locals);
  case ExprKind::Matches:
    return matches(expr, locals);
  case ExprKind::If:
    return choice(expr, locals);
  case ExprKind::Any:
  case ExprKind::All:
    return quantifier(expr, locals);
  case ExprKind::CountOf:
    return countOf(expr, locals);
  case ExprKind::SumOf:
    return sumOf(expr, locals);
  case ExprKind::Call:
    return call(expr, locals);
  case ExprKind::Cast:
    return cast(expr, locals);
  case ExprKind::History:
    return history(expr, locals);
  case ExprKind::Signal:
    return signal(expr, locals);
  }
  return Outcome::engine("the policy holds an unknown expression");
}

Outcome Evaluator::present(const ir::Expr &expr, size_t operand, const Local *locals) {
  Outcome outcome = evaluate(expr.operand(operand), locals);
  if (!outcome.failed() && outcome.value().isAbsent())
    return Outcome::content("`" + ir::print(expr.operand(operand)) + "` is not there");
  return outcome;
}

std::variant<Items, Failure> Evaluator::operands(const ir::Expr &expr, const Local *locals, bool absent) {
  Items values;
  std::optional<Failure> failure;
  for (size_t place = 0; place < expr.operands.size(); ++place) {
    Outcome value = absent ? evaluate(expr.operand(place), locals) : present(expr, place, locals);
    if (value.failed())
      join(failure, value.failure());
    else
      values.push_back(value.value());
  }
  if (failure)
    return *failure;
  return values;
}

// ---- Constants, names and paths

Outcome Evaluator::list(const ir::Expr &expr, const Local *locals) {
  auto items = operands(expr, locals, true);
  if (auto *failure = std::get_if<Failure>(&items))
    return *failure;
  return Value::list(std::get<Items>(std::move(items)));
}

Outcome Evaluator::record(const ir::Expr &expr, const Local *locals) {
  auto values = operands(expr, locals, true);
  if (auto *failure = std::get_if<Failure>(&values))
    return *failure;
  Members members;
  for (size_t place = 0; place < expr.operands.size(); ++place)
    members.emplace_back(expr.names[place].str(), std::get<Items>(values)[place]);
  return Value::record(std::move(members));
}

Outcome Evaluator::data(const ir::Expr &expr) {
  const Value *value = tables_.data(expr.text);
  return value ? Outcome(*value) : Outcome::engine("the artifact has no data `" + expr.text.str() + "`");
}

Outcome Evaluator::local(const ir::Expr &expr, const Local *locals) {
  const Local *found = locals;
  while (found && found->id != expr.number)
    found = found->outer;
  if (!found)
    return Outcome::engine("the policy reads `" + expr.text.str() + "` where it means nothing");
  if (found->value) {
    maskedReads_ += found->masked;
    return *found->value;
  }
  unsigned before = maskedReads_;
  found->value = evaluate(found->lazy, found->outer);
  found->masked = maskedReads_ != before;
  return *found->value;
}

Outcome Evaluator::let(const ir::Expr &expr, const Local *locals) {
  Local bound{expr.number, locals, expr.operand(0), std::nullopt, false};
  return evaluate(expr.operand(1), &bound);
}

Outcome Evaluator::member(const ir::Expr &expr, const Local *locals) {
  const ir::Expr *base = expr.operand(0);
  if (base->kind == ExprKind::Root && roots_)
    return roots_->member(*base, expr.text);
  Outcome outcome = evaluate(base, locals);
  if (outcome.failed())
    return outcome;
  if (const Value *found = outcome.value().member(expr.text))
    return *found;
  if (const json::Value *document = outcome.value().asJson())
    if (const json::Value *found = document->get(expr.text))
      return Value::json(*found);
  return Value();
}

Outcome Evaluator::index(const ir::Expr &expr, const Local *locals) {
  auto values = operands(expr, locals, true);
  if (auto *failure = std::get_if<Failure>(&values))
    return *failure;
  const Value &base = std::get<Items>(values)[0], &key = std::get<Items>(values)[1];
  if (key.isAbsent())
    return Outcome::content("`" + ir::print(expr.operand(1)) + "` is not there");
  const json::Value *document = base.asJson();
  if (const std::string *name = key.asString()) {
    if (const Value *found = base.member(*name))
      return *found;
    const json::Value *found = document ? document->get(*name) : nullptr;
    return found ? Value::json(*found) : Value();
  }
  int64_t place = key.number();
  if (const Items *items = base.asList())
    return place >= 0 && static_cast<uint64_t>(place) < items->size() ? (*items)[static_cast<size_t>(place)] : Value();
  const json::Array *array = document ? document->asArray() : nullptr;
  if (array && place >= 0 && static_cast<uint64_t>(place) < array->size())
    return Value::json((*array)[static_cast<size_t>(place)]);
  return Value();
}

Outcome Evaluator::project(const ir::Expr &expr, const Local *locals) {
  Outcome base = evaluate(expr.operand(0), locals);
  if (base.failed() || base.value().isAbsent())
    return base;
  const Items *items = base.value().asList();
  if (!items)
    return Outcome::engine("`" + ir::print(expr.operand(0)) + "` is no list");
  bool joins = expr.operand(1)->type->kind == ir::TypeKind::List && expr.type->element->kind != ir::TypeKind::List;
  Items found;
  for (const Value &item : *items) {
    tables_.count(1);
    Local bound{expr.number, locals, nullptr, Outcome(item), false};
    Outcome value = evaluate(expr.operand(1), &bound);
    if (value.failed())
      return value;
    const Items *several = joins ? value.value().asList() : nullptr;
    if (several)
      found.insert(found.end(), several->begin(), several->end());
    else
      found.push_back(value.value());
  }
  return Value::list(std::move(found));
}

Outcome Evaluator::has(const ir::Expr &expr, const Local *locals) {
  Outcome operand = evaluate(expr.operand(0), locals);
  return operand.failed() ? operand : Outcome::boolean(!operand.value().isAbsent());
}

Outcome Evaluator::coalesce(const ir::Expr &expr, const Local *locals) {
  Outcome operand = evaluate(expr.operand(0), locals);
  return operand.failed() || !operand.value().isAbsent() ? operand : evaluate(expr.operand(1), locals);
}

Outcome Evaluator::cast(const ir::Expr &expr, const Local *locals) {
  Outcome operand = evaluate(expr.operand(0), locals);
  if (operand.failed() || operand.value().isAbsent())
    return operand;
  const ir::Type *type = expr.type->isOptional() ? expr.type->element : expr.type;
  auto fitted = fit(toJson(operand.value()), *type, "");
  auto *value = std::get_if<Value>(&fitted);
  return value ? *value : Value();
}

// ---- Conditions

Outcome Evaluator::negation(const ir::Expr &expr, const Local *locals) {
  Outcome operand = present(expr, 0, locals);
  return operand.failed() ? operand : Outcome::boolean(!operand.value().isTrue());
}

Outcome Evaluator::connective(const ir::Expr &expr, const Local *locals) {
  bool isOr = expr.kind == ExprKind::Or;
  std::optional<Failure> failure;
  for (size_t place = 0; place < expr.operands.size(); ++place) {
    Outcome operand = present(expr, place, locals);
    if (operand.failed())
      join(failure, operand.failure());
    else if (operand.value().isTrue() == isOr)
      return Outcome::boolean(isOr); // whatever the others are (S1)
  }
  return failure ? Outcome(*failure) : Outcome::boolean(!isOr);
}

Outcome Evaluator::choice(const ir::Expr &expr, const Local *locals) {
  Outcome condition = present(expr, 0, locals);
  if (condition.failed())
    return condition;
  return evaluate(expr.operand(condition.value().isTrue() ? 1 : 2), locals);
}

Outcome Evaluator::quantifier(const ir::Expr &expr, const Local *locals) {
  Outcome base = present(expr, 0, locals);
  if (base.failed())
    return base;
  const Items *items = base.value().asList();
  if (!items)
    return Outcome::engine("`" + ir::print(expr.operand(0)) + "` is no list");
  bool isAny = expr.kind == ExprKind::Any;
  std::optional<Failure> failure;
  ++quantified_;
  for (const Value &item : *items) {
    tables_.count(1);
    Local bound{expr.number, locals, nullptr, Outcome(item), false};
    Outcome body = evaluate(expr.operand(1), &bound);
    if (body.failed()) {
      join(failure, body.failure());
    } else if (body.value().isTrue() == isAny) {
      --quantified_;
      return Outcome::boolean(isAny);
    }
  }
  --quantified_;
  return failure ? Outcome(*failure) : Outcome::boolean(!isAny);
}

Outcome Evaluator::countOf(const ir::Expr &expr, const Local *locals) {
  Outcome base = present(expr, 0, locals);
  if (base.failed())
    return base;
  int64_t count = 0;
  std::optional<Failure> failure;
  ++quantified_;
  if (const Items *items = base.value().asList())
    for (const Value &item : *items) {
      tables_.count(1);
      Local bound{expr.number, locals, nullptr, Outcome(item), false};
      Outcome condition = evaluate(expr.operand(1), &bound);
      if (condition.failed())
        join(failure, condition.failure());
      else
        count += condition.value().isTrue();
    }
  --quantified_;
  return failure ? Outcome(*failure) : Outcome(Value::integer(count));
}

// ---- History and detectors

Outcome Evaluator::history(const ir::Expr &expr, const Local *locals) {
  if (!history_)
    return Outcome::engine("history is not read here");
  auto values = operands(expr, locals, true);
  if (auto *failure = std::get_if<Failure>(&values))
    return *failure;
  tables_.count(ir::bucketsOfWindow - 1);
  Outcome answer = history_->read(static_cast<size_t>(expr.number), std::get<Items>(values));
  if (observer_)
    observer_->terms.push_back({&expr, answer});
  return answer;
}

Outcome Evaluator::signal(const ir::Expr &expr, const Local *locals) {
  auto arguments = operands(expr, locals);
  if (auto *failure = std::get_if<Failure>(&arguments))
    return *failure;
  Outcome answer = roots_ ? roots_->signal(expr) : Outcome::engine("there is no detector to ask");
  if (observer_)
    observer_->terms.push_back({&expr, answer});
  return answer;
}

} // namespace onus::evaluate
