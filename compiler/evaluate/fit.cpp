// SPDX-License-Identifier: Apache-2.0
#include "evaluate/fit.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

namespace onus::evaluate {

namespace {

using Fitted = std::variant<Value, Misfit>;
using ir::Type;
using ir::TypeKind;

std::string describe(const json::Value &value) {
  if (value.isNull())
    return "null";
  if (value.asBool())
    return "a bool";
  if (value.asNumber())
    return "a number";
  if (value.asString())
    return "a string";
  return value.asArray() ? "a list" : "an object";
}

class Fitter {
public:
  Fitter(std::string path, FitOptions options) : path_(std::move(path)), options_(options) {}
  Fitted fit(const json::Value &value, const Type &type);

private:
  Misfit misfit(std::string why) const { return Misfit{path_, std::move(why)}; }
  Misfit wrongKind(const json::Value &value, const Type &type) const {
    return misfit("is " + describe(value) + ", not " + ir::print(&type));
  }
  template <typename T, typename Make>
  Fitted parsed(const json::Value &value, const Type &type, std::optional<T> (*parse)(llvm::StringRef), Make make);
  Fitted fitNumber(const json::Value &value, const Type &type);
  Fitted fitString(const json::Value &value, const Type &type);
  Fitted fitUnion(const json::Value &value, const Type &type);
  Fitted fitList(const json::Value &value, const Type &type);
  Fitted fitMap(const json::Value &value, const Type &type);
  Fitted fitRecord(const json::Value &value, const Type &type);
  Fitted fitField(const json::Member &member, const Type &type);
  Fitted nested(const json::Value &value, const Type &type, const std::string &step);
  int64_t maxItems(const Type &type) const {
    return type.max > 0 ? type.max : options_.limited ? ir::defaultMaxItems : INT64_MAX;
  }

  std::string path_;
  FitOptions options_;
};

template <typename T, typename Make>
Fitted Fitter::parsed(const json::Value &value, const Type &type, std::optional<T> (*parse)(llvm::StringRef),
                      Make make) {
  const std::string *text = value.asString();
  if (!text)
    return wrongKind(value, type);
  auto found = parse(*text);
  if (!found)
    return misfit("is no " + ir::print(&type));
  return make(*found);
}

Fitted Fitter::fitNumber(const json::Value &value, const Type &type) {
  const json::Number *number = value.asNumber();
  if (!number)
    return wrongKind(value, type);
  if (type.kind == TypeKind::Int) {
    if (auto whole = parseInt(number->text))
      return Value::integer(*whole);
    return misfit("is no whole number of 64 bits");
  }
  if (auto decimal = onus::Decimal::parse(number->text))
    return Value::decimal(*decimal);
  return misfit("is no decimal of at most four fractional digits");
}

Fitted Fitter::fitString(const json::Value &value, const Type &type) {
  const std::string *text = value.asString();
  if (!text)
    return wrongKind(value, type);
  if (type.max > 0 && text->size() > static_cast<size_t>(type.max))
    return misfit("is longer than " + std::to_string(type.max) + " bytes");
  return Value::string(*text);
}

Fitted Fitter::fitUnion(const json::Value &value, const Type &type) {
  const std::string *text = value.asString();
  if (!text)
    return wrongKind(value, type);
  if (!llvm::is_contained(type.literals, llvm::StringRef(*text)))
    return misfit("is none of " + ir::print(&type));
  return Value::string(*text);
}

Fitted Fitter::nested(const json::Value &value, const Type &type, const std::string &step) {
  size_t length = path_.size();
  path_ += step;
  Fitted result = fit(value, type);
  path_.resize(length);
  return result;
}

Fitted Fitter::fitList(const json::Value &value, const Type &type) {
  const json::Array *array = value.asArray();
  if (!array)
    return wrongKind(value, type);
  if (static_cast<uint64_t>(maxItems(type)) < array->size())
    return misfit("has more than " + std::to_string(maxItems(type)) + " items");
  Items items;
  items.reserve(array->size());
  for (size_t index = 0; index < array->size(); ++index) {
    Fitted item = nested((*array)[index], *type.element, "[" + std::to_string(index) + "]");
    if (auto *bad = std::get_if<Misfit>(&item))
      return *bad;
    items.push_back(std::get<Value>(std::move(item)));
  }
  return Value::list(std::move(items));
}

std::string step(llvm::StringRef name) {
  bool plain = !name.empty() && !llvm::isDigit(name.front()) &&
               llvm::all_of(name, [](char letter) { return llvm::isAlnum(letter) || letter == '_'; });
  return plain ? "." + name.str() : "." + json::write(json::Value(name.str()));
}

Fitted Fitter::fitMap(const json::Value &value, const Type &type) {
  const json::Object *object = value.asObject();
  if (!object)
    return wrongKind(value, type);
  if (static_cast<uint64_t>(maxItems(type)) < object->size())
    return misfit("has more than " + std::to_string(maxItems(type)) + " members");
  Members members;
  for (const json::Member &member : *object) {
    Fitted item = nested(member.second, *type.element, step(member.first));
    if (auto *bad = std::get_if<Misfit>(&item))
      return *bad;
    members.emplace_back(member.first, std::get<Value>(std::move(item)));
  }
  return Value::record(std::move(members));
}

Fitted Fitter::fitField(const json::Member &member, const Type &type) {
  const ir::Field *field = type.field(member.first);
  if (field)
    return nested(member.second, *field->type, step(member.first));
  if (type.open)
    return Value::json(member.second);
  return Misfit{path_ + step(member.first), "is unknown here"};
}

Fitted Fitter::fitRecord(const json::Value &value, const Type &type) {
  const json::Object *object = value.asObject();
  if (!object)
    return wrongKind(value, type);
  Members members;
  for (const json::Member &member : *object) {
    Fitted item = fitField(member, type);
    if (auto *bad = std::get_if<Misfit>(&item))
      return *bad;
    members.emplace_back(member.first, std::get<Value>(std::move(item)));
  }
  for (const ir::Field &field : type.fields)
    if (!field.type->isOptional() && !value.get(field.name))
      return Misfit{path_ + step(field.name), "is missing"};
  return Value::record(std::move(members));
}

Fitted Fitter::fit(const json::Value &value, const Type &type) {
  switch (type.kind) {
  case TypeKind::Bool:
    if (auto *flag = value.asBool())
      return Value::boolean(*flag);
    return wrongKind(value, type);
  case TypeKind::Int:
  case TypeKind::Decimal:
    return fitNumber(value, type);
  case TypeKind::String:
    return fitString(value, type);
  case TypeKind::Union:
    return fitUnion(value, type);
  case TypeKind::Duration:
    return parsed(value, type, parseDuration, Value::duration);
  case TypeKind::Date:
    return parsed(value, type, parseDay, Value::date);
  case TypeKind::Instant:
    return parsed(value, type, parseInstant, Value::instant);
  case TypeKind::Ip:
    return parsed(value, type, ir::IpAddress::parse, Value::ip);
  case TypeKind::Cidr:
    return parsed(value, type, ir::CidrBlock::parse, Value::cidr);
  case TypeKind::Json:
  case TypeKind::Content:
    return Value::json(value);
  case TypeKind::Null:
    if (value.isNull())
      return Value();
    return wrongKind(value, type);
  case TypeKind::List:
  case TypeKind::Set:
    return fitList(value, type);
  case TypeKind::Map:
    return fitMap(value, type);
  case TypeKind::Record:
    return fitRecord(value, type);
  case TypeKind::Optional:
    if (value.isNull() && type.nullable)
      return Value();
    return fit(value, *type.element);
  case TypeKind::Pattern:
  case TypeKind::Error:
    return wrongKind(value, type);
  }
  return wrongKind(value, type);
}

/// A JSON number's digits and the place of its point, so that value = 0.DIGITS × 10^point.
struct Digits {
  bool negative = false;
  std::string digits;
  int64_t point = 0;
};

Digits digitsOf(llvm::StringRef text) {
  Digits parts;
  parts.negative = text.consume_front("-");
  size_t end = text.find_first_of("eE");
  int64_t exponent = 0;
  if (end != llvm::StringRef::npos) {
    llvm::StringRef written = text.drop_front(end + 1);
    written.consume_front("+");
    if (written.getAsInteger(10, exponent) || exponent > 1'000'000 || exponent < -1'000'000)
      exponent = written.startswith("-") ? -1'000'000 : 1'000'000;
  }
  auto [whole, fraction] = text.take_front(end).split('.');
  parts.digits = (whole + fraction).str();
  parts.point = static_cast<int64_t>(whole.size()) + exponent;
  return parts;
}

/// Rounds to ten-thousandths, half to even; nothing where the amount leaves int64.
std::optional<onus::Decimal> roundHalfEven(llvm::StringRef text) {
  Digits parts = digitsOf(text);
  int64_t keep = parts.point + 4; // digits before the rounding place
  __int128 value = 0;
  int64_t size = static_cast<int64_t>(parts.digits.size());
  for (int64_t index = 0; index < keep; ++index) {
    value = value * 10 + (index < size ? parts.digits[static_cast<size_t>(index)] - '0' : 0);
    if (value > INT64_MAX)
      return std::nullopt;
    if (value == 0 && index >= size)
      break;
  }
  if (keep >= 0 && keep < size) {
    llvm::StringRef rest = llvm::StringRef(parts.digits).drop_front(static_cast<size_t>(keep));
    bool isHalf = rest.front() == '5' && rest.drop_front().find_first_not_of('0') == llvm::StringRef::npos;
    if (isHalf ? value % 2 == 1 : rest.front() >= '5')
      ++value;
  }
  if (value > INT64_MAX)
    return std::nullopt;
  return onus::Decimal{static_cast<int64_t>(parts.negative ? -value : value)};
}

} // namespace

std::variant<Value, Misfit> fit(const json::Value &value, const ir::Type &type, llvm::StringRef path,
                                FitOptions options) {
  return Fitter(path.str(), options).fit(value, type);
}

std::variant<Value, Misfit> fitRounded(const json::Value &value, const ir::Type &type, llvm::StringRef path) {
  if (type.kind == TypeKind::Decimal)
    if (const json::Number *number = value.asNumber())
      if (auto rounded = roundHalfEven(number->text))
        return Value::decimal(*rounded);
  return fit(value, type, path);
}

} // namespace onus::evaluate
