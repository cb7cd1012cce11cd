// SPDX-License-Identifier: Apache-2.0
// The built-in functions of ir/builtins.def, and patterns (S28 to S31, S34).
#include "evaluate/expression.h"
#include "evaluate/mention.h"
#include "evaluate/waiver.h"
#include "ir/address.h"
#include "ir/grammar.h"
#include "ir/like.h"
#include "ir/text_search.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringSwitch.h"

namespace onus::evaluate {

namespace {

enum class Builtin { // with an underscore, since `int` is a keyword here
#define ONUS_BUILTIN(NAME, SIGNATURE, DOC) NAME##_,
#include "ir/builtins.def"
};

std::optional<Builtin> builtin(llvm::StringRef name) {
  return llvm::StringSwitch<std::optional<Builtin>>(name)
#define ONUS_BUILTIN(NAME, SIGNATURE, DOC) .Case(#NAME, Builtin::NAME##_)
#include "ir/builtins.def"
      .Default(std::nullopt);
}

int64_t scalars(llvm::StringRef text) {
  return llvm::count_if(text, [](char byte) { return (static_cast<unsigned char>(byte) & 0xC0) != 0x80; });
}

Outcome sizeOf(const Value &value) {
  if (const std::string *text = value.asString())
    return Value::integer(scalars(*text));
  if (const Items *items = value.asList())
    return Value::integer(static_cast<int64_t>(items->size()));
  if (const Members *members = value.asRecord())
    return Value::integer(static_cast<int64_t>(members->size()));
  return Outcome::engine(describe(value.kind()).str() + " has no size");
}

Outcome zipped(const Value &left, const Value &right) {
  const Items *first = left.asList(), *second = right.asList();
  if (!first || !second)
    return Outcome::engine("`zip` takes two lists");
  if (first->size() != second->size())
    return Outcome::content("`zip` met lists of unequal lengths");
  Items pairs;
  for (size_t place = 0; place < first->size(); ++place)
    pairs.push_back(Value::record({{"first", (*first)[place]}, {"second", (*second)[place]}}));
  return Value::list(std::move(pairs));
}

/// The conversions (S28): the value, or nothing where there is none.
std::optional<Value> converted(Builtin function, const Value &from) {
  if (function == Builtin::date_ && from.kind() == ValueKind::Instant)
    return Value::date(dayOf(from.number()));
  if (function == Builtin::decimal_ && from.kind() == ValueKind::Int) {
    auto widened = onus::Decimal::fromInt(from.number());
    return widened ? std::optional(Value::decimal(*widened)) : std::nullopt;
  }
  const std::string *text = from.asString();
  if (!text)
    return std::nullopt;
  auto wrap = [](auto parsed, auto make) { return parsed ? std::optional<Value>(make(*parsed)) : std::nullopt; };
  switch (function) {
  case Builtin::date_:
    return wrap(parseDay(*text), Value::date);
  case Builtin::instant_:
    return wrap(parseInstant(*text), Value::instant);
  case Builtin::decimal_:
    return wrap(onus::Decimal::parse(*text), Value::decimal);
  case Builtin::int_:
    return wrap(parseInt(*text), Value::integer);
  case Builtin::ip_:
    return wrap(ir::IpAddress::parse(*text), Value::ip);
  default: // the other functions convert nothing
    return std::nullopt;
  }
}

Outcome ofString(const ir::Expr &expr, Builtin function, const Value &value) {
  const std::string *text = value.asString();
  if (!text)
    return Outcome::engine("`" + expr.text.str() + "` takes a string");
  if (function == Builtin::lower_)
    return Value::string(llvm::StringRef(*text).lower()); // A to Z only (S28)
  auto found = function == Builtin::host_ ? ir::hostOf(*text) : ir::domainOf(*text);
  return found ? Outcome(Value::string(*found)) : Outcome::content("`" + ir::print(&expr) + "` finds none");
}

} // namespace

Outcome Evaluator::searched(const ir::Expr &expr, size_t operand, const Value &value) {
  const std::string *text = value.asString();
  const ir::Expr *searched = expr.operand(operand);
  if (!text)
    return Outcome::engine("`" + ir::print(searched) + "` is no string");
  const ir::Type *type = searched->type;
  tables_.count(text->size());
  int64_t limit = type && type->kind == ir::TypeKind::String && type->max > 0 ? type->max : ir::defaultMaxStringBytes;
  if (text->size() > static_cast<uint64_t>(limit))
    return Outcome::content("`" + ir::print(searched) + "` is longer than " + std::to_string(limit) + " bytes");
  return value;
}

Outcome Evaluator::glob(const ir::Expr &expr, const Local *locals) {
  Outcome text = present(expr, 0, locals);
  if (!text.failed())
    text = searched(expr, 0, text.value());
  return text.failed() ? text : Outcome::boolean(ir::like(*text.value().asString(), expr.text));
}

Outcome Evaluator::searchPattern(const ir::Expr &expr, const Value &subject, const Value &wanted) {
  Outcome checked = searched(expr, 0, subject);
  if (checked.failed())
    return checked;
  const std::string &text = *subject.asString();
  const ir::Regex *regex = wanted.asString() ? tables_.regex(*wanted.asString()) : nullptr;
  if (!regex)
    return Outcome::engine("`" + ir::print(expr.operand(1)) + "` is no pattern");
  if (expr.kind == ir::ExprKind::Matches)
    return Outcome::boolean(regex->fullMatch(text));
  if (expr.text == "contains")
    return Outcome::boolean(regex->contains(text));
  auto found = regex->findAll(text);
  if (!found)
    return Outcome::content("`" + ir::print(&expr) + "` finds too much");
  Items items;
  for (std::string &match : *found)
    items.push_back(Value::string(std::move(match)));
  return Value::list(std::move(items));
}

Outcome Evaluator::matches(const ir::Expr &expr, const Local *locals) {
  auto values = operands(expr, locals);
  if (auto *failure = std::get_if<Failure>(&values))
    return *failure;
  return searchPattern(expr, std::get<Items>(values)[0], std::get<Items>(values)[1]);
}

Outcome Evaluator::searchText(const ir::Expr &expr, const Value &subject, const Value &wanted) {
  Outcome checked = searched(expr, 0, subject);
  if (checked.failed())
    return checked;
  llvm::StringRef text = *subject.asString();
  const std::string *part = wanted.asString();
  if (!part)
    return Outcome::engine("`" + ir::print(expr.operand(1)) + "` is no string");
  if (expr.text == "contains")
    return Outcome::boolean(part->empty() || ir::findText(text, *part, [](size_t) { return true; }));
  if (expr.text == "mentions")
    return Outcome::boolean(mentions(text, *part));
  if (expr.text == "starts_with")
    return Outcome::boolean(text.startswith(*part));
  if (expr.text == "ends_with")
    return Outcome::boolean(text.endswith(*part));
  auto under = ir::isUnder(text, *part);
  return under ? Outcome::boolean(*under) : Outcome::content("`" + ir::print(&expr) + "` meets no plain path");
}

Outcome Evaluator::text(const ir::Expr &expr, const Local *locals) {
  const ir::Expr *operand = expr.operand(0);
  if (operand->kind == ir::ExprKind::Root && roots_)
    return roots_->text(*operand);
  Outcome value = present(expr, 0, locals);
  if (value.failed())
    return value;
  std::string made = textOf(value.value());
  tables_.count(made.size());
  return Value::string(std::move(made));
}

Outcome Evaluator::call(const ir::Expr &expr, const Local *locals) {
  auto function = builtin(expr.text);
  if (!function)
    return Outcome::engine("there is no function `" + expr.text.str() + "`");
  if (*function == Builtin::text_)
    return text(expr, locals);
  auto evaluated = operands(expr, locals);
  if (auto *failure = std::get_if<Failure>(&evaluated))
    return *failure;
  const Items &values = std::get<Items>(evaluated);
  switch (*function) {
  case Builtin::text_:
  case Builtin::size_:
    tables_.count(values[0].asString() ? values[0].asString()->size() : 0);
    return sizeOf(values[0]);
  case Builtin::zip_:
    tables_.count(values[0].asList() ? values[0].asList()->size() : 0);
    return zipped(values[0], values[1]);
  case Builtin::contains_:
  case Builtin::mentions_:
  case Builtin::find_:
  case Builtin::starts_with_:
  case Builtin::ends_with_:
  case Builtin::under_:
    if (const Items *items = values[0].asList()) {
      tables_.count(items->size());
      return Outcome::boolean(llvm::any_of(*items, [&](const Value &other) { return equal(values[1], other); }));
    }
    if (expr.operand(1)->type && expr.operand(1)->type->kind == ir::TypeKind::Pattern)
      return searchPattern(expr, values[0], values[1]);
    return searchText(expr, values[0], values[1]);
  case Builtin::lower_:
  case Builtin::host_:
  case Builtin::domain_:
    tables_.count(values[0].asString() ? values[0].asString()->size() : 0);
    return ofString(expr, *function, values[0]);
  case Builtin::date_:
  case Builtin::instant_:
  case Builtin::decimal_:
  case Builtin::int_:
  case Builtin::ip_:
    if (auto made = converted(*function, values[0]))
      return *made;
    return Outcome::content("`" + ir::print(&expr) + "` is none");
  }
  return Outcome::engine("there is no function `" + expr.text.str() + "`");
}

} // namespace onus::evaluate
