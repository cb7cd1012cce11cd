// SPDX-License-Identifier: Apache-2.0
#include "ir/fits.h"

#include "base/decimal.h"
#include "base/time.h"
#include "ir/address.h"

namespace onus::ir {

namespace {

class Fitting {
public:
  bool fits(const json::Value &value, const Type *type);
  Misfit take() { return std::move(misfit_); }

private:
  bool fail(std::string message) {
    misfit_.message = std::move(message);
    return false;
  }
  /// Fits a part; its place goes before what was found.
  bool part(std::string place, const json::Value &value, const Type *type) {
    if (fits(value, type))
      return true;
    misfit_.path = place + misfit_.path;
    return false;
  }
  bool text(const json::Value &value, const Type *type);
  template <typename Parse>
  bool parsed(const json::Value &value, Parse parse, const char *what) {
    const std::string *string = value.asString();
    return (string && parse(*string)) || fail(std::string("expected ") + what);
  }
  template <typename Parse>
  bool number(const json::Value &value, Parse parse, const char *what) {
    const json::Number *held = value.asNumber();
    return (held && parse(held->text)) || fail(std::string("expected ") + what);
  }
  bool items(const json::Value &value, const Type *type);
  bool map(const json::Value &value, const Type *type);
  bool record(const json::Value &value, const Type *type);

  Misfit misfit_;
};

bool Fitting::text(const json::Value &value, const Type *type) {
  const std::string *string = value.asString();
  if (!string)
    return fail("expected a string");
  if (type->kind == TypeKind::Union)
    return std::binary_search(type->literals.begin(), type->literals.end(), llvm::StringRef(*string)) ||
           fail("`" + *string + "` is not one of the values");
  size_t limit = static_cast<size_t>(type->max ? type->max : defaultMaxStringBytes);
  return !type->max || string->size() <= limit || fail("the string is longer than " + std::to_string(limit) + " bytes");
}

bool Fitting::items(const json::Value &value, const Type *type) {
  const json::Array *array = value.asArray();
  if (!array)
    return fail("expected an array");
  if (type->kind == TypeKind::List && type->max && array->size() > static_cast<size_t>(type->max))
    return fail("the list has more than " + std::to_string(type->max) + " items");
  for (size_t index = 0; index < array->size(); ++index)
    if (!part("[" + std::to_string(index) + "]", (*array)[index], type->element))
      return false;
  return true;
}

bool Fitting::map(const json::Value &value, const Type *type) {
  const json::Object *object = value.asObject();
  if (!object)
    return fail("expected an object");
  for (const json::Member &member : *object)
    if (!part("." + member.first, member.second, type->element))
      return false;
  return true;
}

bool Fitting::record(const json::Value &value, const Type *type) {
  const json::Object *object = value.asObject();
  if (!object)
    return fail("expected an object");
  for (const json::Member &member : *object) {
    const Field *field = type->field(member.first);
    if (field && !part("." + member.first, member.second, field->type))
      return false;
    if (!field && !type->open)
      return fail("member `" + member.first + "` is unknown");
  }
  for (const Field &field : type->fields)
    if (!field.type->isOptional() && !value.get(field.name))
      return fail("member `" + field.name.str() + "` is missing");
  return true;
}

bool Fitting::fits(const json::Value &value, const Type *type) {
  switch (type->kind) {
  case TypeKind::Error:
  case TypeKind::Json:
  case TypeKind::Content:
    return true;
  case TypeKind::Null:
    return value.isNull() || fail("expected null");
  case TypeKind::Bool:
    return value.asBool() || fail("expected true or false");
  case TypeKind::Int:
    return number(value, parseInt, "an integer");
  case TypeKind::Decimal:
    return number(value, Decimal::parse, "a decimal of at most four fractional digits");
  case TypeKind::String:
  case TypeKind::Union:
    return text(value, type);
  case TypeKind::Duration:
    return parsed(value, parseDuration, "a duration");
  case TypeKind::Date:
    return parsed(value, parseDay, "a date");
  case TypeKind::Instant:
    return parsed(value, parseInstant, "an instant");
  case TypeKind::Ip:
    return parsed(value, IpAddress::parse, "an address");
  case TypeKind::Cidr:
    return parsed(value, CidrBlock::parse, "a block of addresses");
  case TypeKind::Pattern:
    return value.asString() || fail("expected a string");
  case TypeKind::List:
  case TypeKind::Set:
    return items(value, type);
  case TypeKind::Map:
    return map(value, type);
  case TypeKind::Record:
    return record(value, type);
  case TypeKind::Optional:
    return (value.isNull() && type->nullable) || fits(value, type->element);
  }
  return false;
}

} // namespace

std::optional<Misfit> misfit(const json::Value &value, const Type *type) {
  Fitting fitting;
  if (fitting.fits(value, type))
    return std::nullopt;
  return fitting.take();
}

} // namespace onus::ir
