// SPDX-License-Identifier: Apache-2.0
#include "ir/json_schema.h"

#include "ir/json_form.h"

#include "llvm/ADT/STLExtras.h"

namespace onus::ir {

namespace {

using json::Array;
using json::Object;
using json::Value;

Value reference(llvm::StringRef name) { return Object{{"$ref", "#/$defs/" + name.str()}}; }
Value typed(const char *type) { return Object{{"type", type}}; }
Value constant(llvm::StringRef value) { return Object{{"const", value.str()}}; }
Value listOf(Value items) { return Object{{"type", "array"}, {"items", std::move(items)}}; }
Value described(const char *description, Object schema) {
  schema.insert(schema.begin(), {"description", description});
  return schema;
}

Value closed(Object properties, Array required) {
  return Object{{"type", "object"},
                {"properties", std::move(properties)},
                {"required", std::move(required)},
                {"additionalProperties", false}};
}

/// The names under which the parts stand in `$defs`.
llvm::StringRef definitionName(const Span &) { return "span"; }
llvm::StringRef definitionName(const Waiver &) { return "waiver"; }
llvm::StringRef definitionName(const std::pair<std::string, std::string> &) { return "contact"; }
llvm::StringRef definitionName(const std::pair<int64_t, Millis> &) { return "threshold"; }
llvm::StringRef definitionName(const Party &) { return "party"; }
llvm::StringRef definitionName(const Sink &) { return "sink"; }
llvm::StringRef definitionName(const Control &) { return "control"; }
llvm::StringRef definitionName(const Detector &) { return "detector"; }
llvm::StringRef definitionName(const Data &) { return "data"; }
llvm::StringRef definitionName(const Binding &) { return "binding"; }
llvm::StringRef definitionName(const ToolEffect &) { return "tool_effect"; }
llvm::StringRef definitionName(const ToolUnguarded &) { return "unguarded"; }
llvm::StringRef definitionName(const Tool &) { return "tool"; }
llvm::StringRef definitionName(const ContextMember &) { return "context_member"; }
llvm::StringRef definitionName(const Slot &) { return "slot"; }
llvm::StringRef definitionName(const RedactTarget &) { return "redact_target"; }
llvm::StringRef definitionName(const Rule &) { return "rule"; }
llvm::StringRef definitionName(const Monitor &) { return "monitor"; }
llvm::StringRef definitionName(const Exception &) { return "exception"; }
llvm::StringRef definitionName(const LogItem &) { return "log_item"; }
llvm::StringRef definitionName(const EscalateStep &) { return "escalate_step"; }
llvm::StringRef definitionName(const Rollback &) { return "rollback"; }
llvm::StringRef definitionName(const GuardrailSelector &) { return "selector"; }
llvm::StringRef definitionName(const LocalValue &) { return "local_value"; }
llvm::StringRef definitionName(const Guardrail &) { return "guardrail"; }
llvm::StringRef definitionName(const System &) { return "system"; }
llvm::StringRef definitionName(const SourceFile &) { return "source"; }

/// Turns the fields of one part into a schema; parts that it holds go to the definitions.
class Fields {
public:
  explicit Fields(Object &definitions) : definitions_(definitions) {}

  template <typename T>
  void required(const char *name, T &field) {
    required_.push_back(name);
    optional(name, field);
  }
  template <typename T>
  void optional(const char *name, T &field) {
    properties_.emplace_back(name, schema(field));
  }
  void add(const char *name, Value schema) {
    required_.push_back(name);
    properties_.emplace_back(name, std::move(schema));
  }
  Value take() { return closed(std::move(properties_), std::move(required_)); }

private:
  Value schema(std::string &) { return typed("string"); }
  Value schema(bool &) { return typed("boolean"); }
  Value schema(int64_t &) { return reference("integer"); }
  Value schema(uint32_t &) { return Object{{"type", "integer"}, {"minimum", Value::integer(0)}}; }
  Value schema(Day &) { return reference("date"); }
  Value schema(const Type *&) { return reference("type"); }
  Value schema(const Expr *&) { return reference("expression"); }
  Value schema(Value &) { return true; }
  template <typename T>
  Value schema(T &) requires std::is_enum_v<T> {
    Array words;
    for (T value : form::valuesOf(T()))
      words.push_back(word(value).str());
    return Object{{"enum", std::move(words)}};
  }
  template <typename T>
  Value schema(T &part) requires std::is_class_v<T> {
    std::string name = definitionName(part).str();
    if (llvm::none_of(definitions_, [&](const json::Member &known) { return known.first == name; })) {
      definitions_.emplace_back(name, Value());
      Fields fields(definitions_);
      form::describe(fields, part);
      Value made = fields.take();
      llvm::find_if(definitions_, [&](const json::Member &known) { return known.first == name; })->second = made;
    }
    return reference(name);
  }
  template <typename T>
  Value schema(std::optional<T> &) {
    T part{};
    return schema(part);
  }
  template <typename T>
  Value schema(std::vector<T> &) {
    T part{};
    return listOf(schema(part));
  }

  Object &definitions_;
  Object properties_;
  Array required_;
};

Value typeVariant(llvm::StringRef kind, Object members, Array required) {
  members.insert(members.begin(), {"kind", constant(kind)});
  members.emplace_back("sensitive", typed("boolean"));
  required.insert(required.begin(), "kind");
  return closed(std::move(members), std::move(required));
}

Value typeSchema() {
  Value positive = Object{{"type", "integer"}, {"minimum", Value::integer(1)}};
  Value field = closed({{"name", typed("string")}, {"type", reference("type")}}, {"name", "type"});
  Array simple, variants;
  for (int kind = static_cast<int>(TypeKind::Bool); kind <= static_cast<int>(TypeKind::Pattern); ++kind)
    simple.push_back(form::typeWord(static_cast<TypeKind>(kind)).str());
  variants.push_back(Object{{"enum", simple}});
  variants.push_back(
      closed({{"kind", Object{{"enum", simple}}}, {"max", positive}, {"sensitive", typed("boolean")}}, {"kind"}));
  variants.push_back(typeVariant("union", {{"literals", listOf(typed("string"))}}, {"literals"}));
  variants.push_back(typeVariant("list", {{"of", reference("type")}, {"max", positive}}, {"of"}));
  variants.push_back(typeVariant("map", {{"of", reference("type")}}, {"of"}));
  variants.push_back(typeVariant("set", {{"of", reference("type")}}, {"of"}));
  variants.push_back(typeVariant("record", {{"fields", listOf(field)}, {"open", typed("boolean")}}, {"fields"}));
  variants.push_back(typeVariant("optional", {{"of", reference("type")}, {"nullable", typed("boolean")}}, {"of"}));
  return Object{{"anyOf", std::move(variants)}};
}

Value numberSchema(form::NumberForm numberForm) {
  switch (numberForm) {
  case form::NumberForm::None:
  case form::NumberForm::Bool:
    return typed("boolean");
  case form::NumberForm::Int:
  case form::NumberForm::Duration:
    return reference("integer");
  case form::NumberForm::Decimal:
    return reference("decimal");
  case form::NumberForm::Day:
    return reference("date");
  case form::NumberForm::Instant:
    return reference("instant");
  case form::NumberForm::Id:
    return Object{{"type", "integer"}, {"minimum", Value::integer(0)}};
  }
  return true;
}

Value expressionVariant(ExprKind kind) {
  form::Shape shape = form::shape(kind);
  Object properties = {{"op", constant(tag(kind))}, {"type", reference("type")}};
  if (shape.text)
    properties.emplace_back(shape.text, typed("string"));
  if (shape.name)
    properties.emplace_back(shape.name, typed("string"));
  if (shape.number)
    properties.emplace_back(shape.number, numberSchema(shape.numberForm));
  for (size_t index = 0; index < shape.fixed(); ++index)
    properties.emplace_back(shape.operands[index], reference("expression"));
  if (shape.rest) {
    Value item = shape.members
                     ? closed({{"name", typed("string")}, {"value", reference("expression")}}, {"name", "value"})
                     : reference("expression");
    Object list = {{"type", "array"}, {"items", std::move(item)}};
    if (shape.atLeast)
      list.emplace_back("minItems", Value::integer(static_cast<int64_t>(shape.atLeast)));
    properties.emplace_back(shape.rest, std::move(list));
  }
  Array required;
  for (const json::Member &member : properties)
    required.push_back(member.first);
  return closed(std::move(properties), std::move(required));
}

Value expressionSchema() {
  Array variants;
#define ONUS_IR_EXPR(NAME, TAG) variants.push_back(expressionVariant(ExprKind::NAME));
#include "ir/exprs.def"
  return Object{{"anyOf", std::move(variants)}};
}

void addScalars(Object &definitions) {
  definitions.emplace_back(
      "integer",
      described("64 bits; beyond 2^53 - 1 as a string",
                {{"anyOf", Array{typed("integer"), Object{{"type", "string"}, {"pattern", "^-?[0-9]+$"}}}}}));
  definitions.emplace_back(
      "decimal", described("at most four fractional digits; beyond fifteen digits as a string",
                           {{"anyOf", Array{typed("number"),
                                            Object{{"type", "string"}, {"pattern", "^-?[0-9]+(\\.[0-9]{1,4})?$"}}}}}));
  definitions.emplace_back("date", Object{{"type", "string"}, {"format", "date"}});
  definitions.emplace_back("instant", Object{{"type", "string"}, {"format", "date-time"}});
  definitions.emplace_back("type", typeSchema());
  definitions.emplace_back("expression", expressionSchema());
}

} // namespace

Value moduleSchema() {
  Object definitions;
  addScalars(definitions);
  Fields fields(definitions);
  Module module;
  fields.add("format", constant(form::formatName));
  fields.add("version", Object{{"const", Value::integer(form::formatVersion)}});
  fields.add("digest", Object{{"type", "string"}, {"pattern", "^sha256:[0-9a-f]{64}$"}});
  form::describe(fields, module);
  Value root = fields.take();
  Object out = {{"$schema", "https://json-schema.org/draft/2020-12/schema"},
                {"title", "Onus policy IR"},
                {"description", "The artifact of `onus build --target json`; docs/policy-ir.md says what it means."}};
  for (const json::Member &member : *root.asObject())
    out.push_back(member);
  out.emplace_back("$defs", std::move(definitions));
  return out;
}

} // namespace onus::ir
