// SPDX-License-Identifier: Apache-2.0
#include "evaluate/value.h"

#include "llvm/ADT/STLExtras.h"

namespace onus::evaluate {

template <typename T>
Value Value::hold(ValueKind kind, T value) {
  Value made(kind, 0);
  made.data_ = std::make_shared<const T>(std::move(value));
  return made;
}

Value Value::string(std::string value) { return hold(ValueKind::String, std::move(value)); }
Value Value::ip(const ir::IpAddress &value) { return hold(ValueKind::Ip, value); }
Value Value::cidr(const ir::CidrBlock &value) { return hold(ValueKind::Cidr, value); }
Value Value::list(Items items) { return hold(ValueKind::List, std::move(items)); }
Value Value::record(Members members) { return hold(ValueKind::Record, std::move(members)); }
Value Value::json(onus::json::Value value) { return hold(ValueKind::Json, std::move(value)); }

const Value *Value::member(llvm::StringRef name) const {
  const Members *members = asRecord();
  if (!members)
    return nullptr;
  for (const Member &member : *members)
    if (member.first == name)
      return &member.second;
  return nullptr;
}

llvm::StringRef describe(ValueKind kind) {
  switch (kind) {
  case ValueKind::Absent:
    return "nothing";
  case ValueKind::Bool:
    return "a bool";
  case ValueKind::Int:
    return "an int";
  case ValueKind::Decimal:
    return "a decimal";
  case ValueKind::String:
    return "a string";
  case ValueKind::Duration:
    return "a duration";
  case ValueKind::Date:
    return "a date";
  case ValueKind::Instant:
    return "an instant";
  case ValueKind::Ip:
    return "an ip";
  case ValueKind::Cidr:
    return "a cidr";
  case ValueKind::List:
    return "a list";
  case ValueKind::Record:
    return "a record";
  case ValueKind::Json:
    return "json";
  }
  return {};
}

namespace {

bool equalLists(const Items &left, const Items &right) {
  return left.size() == right.size() && std::equal(left.begin(), left.end(), right.begin(),
                                                   [](const Value &a, const Value &b) { return equal(a, b); });
}

/// Every member of `left` that is there equals its namesake in `right`.
bool within(const Value &left, const Value &right) {
  return llvm::all_of(*left.asRecord(), [&](const Member &member) {
    const Value *other = right.member(member.first);
    return equal(member.second, other ? *other : Value());
  });
}

bool equalJson(const json::Value &left, const json::Value &right) {
  return json::writeCanonical(left) == json::writeCanonical(right);
}

/// An int beside a decimal: compared without loss.
bool equalAmounts(const Value &left, const Value &right) {
  const Value &whole = left.kind() == ValueKind::Int ? left : right;
  const Value &scaled = left.kind() == ValueKind::Int ? right : left;
  auto widened = onus::Decimal::fromInt(whole.number());
  return widened && widened->scaled == scaled.number();
}

} // namespace

bool equal(const Value &left, const Value &right) {
  if (left.kind() != right.kind()) {
    auto isAmount = [](const Value &value) {
      return value.kind() == ValueKind::Int || value.kind() == ValueKind::Decimal;
    };
    return isAmount(left) && isAmount(right) && equalAmounts(left, right);
  }
  switch (left.kind()) {
  case ValueKind::Absent:
    return true;
  case ValueKind::Bool:
  case ValueKind::Int:
  case ValueKind::Decimal:
  case ValueKind::Duration:
  case ValueKind::Date:
  case ValueKind::Instant:
    return left.number() == right.number();
  case ValueKind::String:
    return *left.asString() == *right.asString();
  case ValueKind::Ip:
    return *left.asIp() == *right.asIp();
  case ValueKind::Cidr:
    return *left.asCidr() == *right.asCidr();
  case ValueKind::List:
    return equalLists(*left.asList(), *right.asList());
  case ValueKind::Record:
    return within(left, right) && within(right, left);
  case ValueKind::Json:
    return equalJson(*left.asJson(), *right.asJson());
  }
  return false;
}

json::Value toJson(const Value &value) {
  switch (value.kind()) {
  case ValueKind::Absent:
    return {};
  case ValueKind::Bool:
    return value.number() != 0;
  case ValueKind::Int:
    return json::Value::integer(value.number());
  case ValueKind::Decimal:
    return json::Number{onus::Decimal{value.number()}.text()};
  case ValueKind::String:
    return *value.asString();
  case ValueKind::List: {
    json::Array items;
    for (const Value &item : *value.asList())
      items.push_back(toJson(item));
    return items;
  }
  case ValueKind::Record: {
    json::Object members;
    for (const Member &member : *value.asRecord())
      if (!member.second.isAbsent())
        members.emplace_back(member.first, toJson(member.second));
    return members;
  }
  case ValueKind::Json:
    return *value.asJson();
  case ValueKind::Duration:
  case ValueKind::Date:
  case ValueKind::Instant:
  case ValueKind::Ip:
  case ValueKind::Cidr:
    return textOf(value);
  }
  return {};
}

namespace {

/// Adds a part on a line of its own.
class Lines {
public:
  void add(llvm::StringRef part) {
    if (!first_)
      text_ += '\n';
    first_ = false;
    text_ += part;
  }
  std::string take() { return std::move(text_); }

private:
  std::string text_;
  bool first_ = true;
};

} // namespace

std::string textOf(const json::Value &value) {
  if (value.isNull())
    return {};
  if (auto *flag = value.asBool())
    return *flag ? "true" : "false";
  if (auto *number = value.asNumber()) {
    auto decimal = onus::Decimal::parse(number->text);
    return decimal ? decimal->text() : number->text;
  }
  if (auto *text = value.asString())
    return *text;
  Lines lines;
  if (auto *items = value.asArray())
    for (const json::Value &item : *items)
      lines.add(textOf(item));
  if (auto *members = value.asObject())
    for (const json::Member &member : *members) {
      lines.add(member.first);
      lines.add(textOf(member.second));
    }
  return lines.take();
}

std::string textOf(const Value &value) {
  switch (value.kind()) {
  case ValueKind::Absent:
    return {};
  case ValueKind::Bool:
    return value.number() ? "true" : "false";
  case ValueKind::Int:
    return std::to_string(value.number());
  case ValueKind::Decimal:
    return onus::Decimal{value.number()}.text();
  case ValueKind::String:
    return *value.asString();
  case ValueKind::Duration:
    return formatDuration(value.number());
  case ValueKind::Date:
    return formatDay(static_cast<Day>(value.number()));
  case ValueKind::Instant:
    return formatInstant(value.number());
  case ValueKind::Ip:
    return value.asIp()->text();
  case ValueKind::Cidr:
    return value.asCidr()->text();
  case ValueKind::Json:
    return textOf(*value.asJson());
  case ValueKind::List: {
    Lines lines;
    for (const Value &item : *value.asList())
      lines.add(textOf(item));
    return lines.take();
  }
  case ValueKind::Record: {
    Lines lines;
    for (const Member &member : *value.asRecord()) {
      lines.add(member.first);
      lines.add(textOf(member.second));
    }
    return lines.take();
  }
  }
  return {};
}

llvm::StringRef word(Cause cause) { return cause == Cause::Content ? "content" : "engine"; }

} // namespace onus::evaluate
