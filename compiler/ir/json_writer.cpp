// SPDX-License-Identifier: Apache-2.0
#include "ir/json_writer.h"

#include "base/decimal.h"
#include "base/digest.h"
#include "ir/json_form.h"

namespace onus::ir {

namespace {

using form::NumberForm;
using form::Shape;

json::Value number(int64_t value, NumberForm numberForm) {
  switch (numberForm) {
  case NumberForm::None:
    return {};
  case NumberForm::Bool:
    return value != 0;
  case NumberForm::Int:
    if (!form::exactAsNumber(value, false))
      return std::to_string(value);
    return json::Value::integer(value);
  case NumberForm::Decimal:
    if (!form::exactAsNumber(value, true))
      return onus::Decimal{value}.text();
    return json::Number{onus::Decimal{value}.text()};
  case NumberForm::Duration:
    return number(value, NumberForm::Int);
  case NumberForm::Day:
    return formatDay(static_cast<Day>(value));
  case NumberForm::Instant:
    return formatInstant(value);
  case NumberForm::Id:
    return json::Value::integer(value);
  }
  return {};
}

json::Value rest(const Expr &expr, const Shape &shape) {
  json::Array items;
  for (size_t index = shape.fixed(); index < expr.operands.size(); ++index) {
    json::Value item = toJson(expr.operand(index));
    if (shape.members)
      items.push_back(json::Object{{"name", expr.names[index].str()}, {"value", std::move(item)}});
    else
      items.push_back(std::move(item));
  }
  return items;
}

/// Turns fields into members.
class Writer {
public:
  template <typename T>
  void required(const char *name, T &field) {
    members_.emplace_back(name, value(field));
  }
  template <typename T>
  void optional(const char *name, T &field) {
    if (!empty(field))
      required(name, field);
  }
  template <typename T>
  static json::Value object(T &from) {
    Writer writer;
    form::describe(writer, from);
    return std::move(writer.members_);
  }
  json::Object take() { return std::move(members_); }

private:
  static bool empty(const std::string &field) { return field.empty(); }
  static bool empty(bool field) { return !field; }
  template <typename T>
  static bool empty(const T *field) {
    return !field;
  }
  template <typename T>
  static bool empty(const std::vector<T> &field) {
    return field.empty();
  }
  template <typename T>
  static bool empty(const std::optional<T> &field) {
    return !field;
  }

  static json::Value value(std::string &field) { return field; }
  static json::Value value(bool field) { return field; }
  static json::Value value(int64_t field) { return number(field, NumberForm::Int); }
  static json::Value value(uint32_t field) { return json::Value::integer(field); }
  static json::Value value(Day field) { return formatDay(field); }
  static json::Value value(const Type *field) { return toJson(field); }
  static json::Value value(const Expr *field) { return toJson(field); }
  static json::Value value(json::Value &field) { return field; }
  template <typename T>
  static json::Value value(T &field) requires std::is_enum_v<T> {
    return word(field).str();
  }
  template <typename T>
  static json::Value value(T &field) requires std::is_class_v<T> {
    return object(field);
  }
  template <typename T>
  static json::Value value(std::optional<T> &field) {
    return value(*field);
  }
  template <typename T>
  static json::Value value(std::vector<T> &field) {
    json::Array items;
    for (auto &item : field)
      items.push_back(value(item));
    return items;
  }

  json::Object members_;
};

} // namespace

json::Value toJson(const Type *type) {
  json::Object out;
  out.emplace_back("kind", form::typeWord(type->kind).str());
  if (type->element)
    out.emplace_back("of", toJson(type->element));
  if (type->max)
    out.emplace_back("max", json::Value::integer(type->max));
  if (type->kind == TypeKind::Union) {
    json::Array literals;
    for (llvm::StringRef literal : type->literals)
      literals.push_back(literal.str());
    out.emplace_back("literals", std::move(literals));
  }
  if (type->kind == TypeKind::Record) {
    json::Array fields;
    for (const Field &field : type->fields)
      fields.push_back(json::Object{{"name", field.name.str()}, {"type", toJson(field.type)}});
    out.emplace_back("fields", std::move(fields));
  }
  for (auto [name, flag] :
       {std::pair{"open", type->open}, {"nullable", type->nullable}, {"sensitive", type->sensitive}})
    if (flag)
      out.emplace_back(name, true);
  if (out.size() == 1)
    return out.front().second;
  return out;
}

json::Value toJson(const Expr *expr) {
  Shape shape = form::shape(expr->kind);
  json::Object out;
  out.emplace_back("op", tag(expr->kind).str());
  out.emplace_back("type", toJson(expr->type));
  if (shape.text)
    out.emplace_back(shape.text, expr->text.str());
  if (shape.name)
    out.emplace_back(shape.name, expr->names[0].str());
  if (shape.number)
    out.emplace_back(shape.number, number(expr->number, shape.numberForm));
  for (size_t index = 0; index < shape.fixed(); ++index)
    out.emplace_back(shape.operands[index], toJson(expr->operand(index)));
  if (shape.rest)
    out.emplace_back(shape.rest, rest(*expr, shape));
  return out;
}

json::Value toJson(const Module &module) {
  json::Object out;
  out.emplace_back("format", form::formatName.str());
  out.emplace_back("version", json::Value::integer(form::formatVersion));
  out.emplace_back("digest", module.digest);
  Writer writer;
  form::describe(writer, const_cast<Module &>(module)); // the writer only reads; `describe` serves the reader too
  for (json::Member &member : writer.take())
    out.push_back(std::move(member));
  return out;
}

std::string writeModule(const Module &module) { return json::write(toJson(module)) + "\n"; }

std::string digestOf(const json::Value &module) {
  json::Object without;
  if (const json::Object *object = module.asObject())
    for (const json::Member &member : *object)
      if (member.first != "digest")
        without.push_back(member);
  return "sha256:" + sha256Hex(json::writeCanonical(json::Value(std::move(without))));
}

} // namespace onus::ir
