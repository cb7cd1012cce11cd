// SPDX-License-Identifier: Apache-2.0
#include "ir/json_form.h"

namespace onus::ir::form {

namespace {

constexpr ExprKind exprKinds[] = {
#define ONUS_IR_EXPR(NAME, TAG) ExprKind::NAME,
#include "ir/exprs.def"
};

constexpr TypeKind typeKinds[] = {TypeKind::Bool,     TypeKind::Int,    TypeKind::Decimal, TypeKind::String,
                                  TypeKind::Duration, TypeKind::Date,   TypeKind::Instant, TypeKind::Ip,
                                  TypeKind::Cidr,     TypeKind::Json,   TypeKind::Null,    TypeKind::Content,
                                  TypeKind::Pattern,  TypeKind::Union,  TypeKind::List,    TypeKind::Map,
                                  TypeKind::Set,      TypeKind::Record, TypeKind::Optional};

constexpr Shape literal(NumberForm form) { return {.numberForm = form, .number = "value"}; }
constexpr Shape word(const char *text) { return {.text = text}; }
constexpr Shape operands(const char *first, const char *second = nullptr, const char *third = nullptr) {
  return {.operands = {first, second, third}};
}
constexpr Shape named(const char *text, Shape shape) {
  shape.text = text;
  return shape;
}
constexpr Shape binding(Shape shape) {
  shape.number = "local";
  shape.numberForm = NumberForm::Id;
  return shape;
}

} // namespace

size_t Shape::fixed() const {
  size_t count = 0;
  while (count < operands.size() && operands[count])
    ++count;
  return count;
}

Shape shape(ExprKind kind) {
  switch (kind) {
  case ExprKind::Bool:
    return literal(NumberForm::Bool);
  case ExprKind::Int:
    return literal(NumberForm::Int);
  case ExprKind::Decimal:
    return literal(NumberForm::Decimal);
  case ExprKind::Duration:
    return literal(NumberForm::Duration);
  case ExprKind::Date:
    return literal(NumberForm::Day);
  case ExprKind::Instant:
    return literal(NumberForm::Instant);
  case ExprKind::String:
  case ExprKind::Ip:
  case ExprKind::Cidr:
  case ExprKind::Pattern:
    return word("value");
  case ExprKind::List:
    return {.rest = "items"};
  case ExprKind::Record:
    return {.rest = "members", .members = true};
  case ExprKind::Absent:
    return {};
  case ExprKind::Root:
  case ExprKind::Data:
    return word("name");
  case ExprKind::EffectParameter:
    return {.text = "effect", .name = "parameter"};
  case ExprKind::Local:
    return binding(word("name"));
  case ExprKind::Let:
    return binding(named("name", operands("value", "body")));
  case ExprKind::Member:
    return named("name", operands("of"));
  case ExprKind::Index:
    return operands("of", "key");

  case ExprKind::Has:
  case ExprKind::Not:
  case ExprKind::Negate:
  case ExprKind::Cast:
    return operands("of");
  case ExprKind::Coalesce:
    return operands("of", "fallback");
  case ExprKind::And:
  case ExprKind::Or:
    return {.rest = "of", .atLeast = 2};
  case ExprKind::Equal:
  case ExprKind::NotEqual:
  case ExprKind::Less:
  case ExprKind::LessEqual:
  case ExprKind::Greater:
  case ExprKind::GreaterEqual:
  case ExprKind::In:
  case ExprKind::Add:
  case ExprKind::Subtract:
  case ExprKind::Multiply:
    return operands("left", "right");
  case ExprKind::Like:
    return named("glob", operands("of"));
  case ExprKind::Matches:
    return operands("of", "pattern");
  case ExprKind::If:
    return operands("condition", "then", "else");
  case ExprKind::Project:
  case ExprKind::Any:
  case ExprKind::All:
    return binding(named("name", operands("list", "body")));
  case ExprKind::CountOf:
    return binding(named("name", operands("list", "condition")));
  case ExprKind::SumOf:
    return binding(named("name", operands("list", "condition", "value")));
  case ExprKind::Call:
    return {.text = "function", .rest = "arguments"};
  case ExprKind::History:
    return {.text = "text", .numberForm = NumberForm::Id, .number = "slot", .rest = "arguments"};
  case ExprKind::Signal:
    return {.text = "detector", .name = "key", .rest = "arguments"};
  }
  return {};
}

std::optional<ExprKind> exprKind(llvm::StringRef text) {
  for (ExprKind kind : exprKinds)
    if (tag(kind) == text)
      return kind;
  return std::nullopt;
}

llvm::StringRef typeWord(TypeKind kind) {
  switch (kind) {
  case TypeKind::Error:
    return {};
  case TypeKind::Bool:
    return "bool";
  case TypeKind::Int:
    return "int";
  case TypeKind::Decimal:
    return "decimal";
  case TypeKind::String:
    return "string";
  case TypeKind::Duration:
    return "duration";
  case TypeKind::Date:
    return "date";
  case TypeKind::Instant:
    return "instant";
  case TypeKind::Ip:
    return "ip";
  case TypeKind::Cidr:
    return "cidr";
  case TypeKind::Json:
    return "json";
  case TypeKind::Null:
    return "null";
  case TypeKind::Content:
    return "content";
  case TypeKind::Pattern:
    return "pattern";
  case TypeKind::Union:
    return "union";
  case TypeKind::List:
    return "list";
  case TypeKind::Map:
    return "map";
  case TypeKind::Set:
    return "set";
  case TypeKind::Record:
    return "record";
  case TypeKind::Optional:
    return "optional";
  }
  return {};
}

std::optional<TypeKind> typeKind(llvm::StringRef text) {
  for (TypeKind kind : typeKinds)
    if (typeWord(kind) == text)
      return kind;
  return std::nullopt;
}

bool exactAsNumber(int64_t value, bool decimal) {
  constexpr int64_t largestInt = (int64_t(1) << 53) - 1;
  constexpr int64_t largestDecimal = 999'999'999'999'999; // fifteen digits
  int64_t limit = decimal ? largestDecimal : largestInt;
  return value >= -limit && value <= limit;
}

} // namespace onus::ir::form
