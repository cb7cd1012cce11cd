// SPDX-License-Identifier: Apache-2.0
#include "check/surfaces/schema.h"

#include "base/decimal.h"

#include <algorithm>

namespace onus::check::surfaces {
namespace {

using ir::Type;
using ir::TypeKind;
using llvm::StringRef;

constexpr unsigned maxDepth = 64;
/// A member of JSON Schema counts characters, a type counts bytes; four bytes hold any character.
constexpr int64_t bytesPerCharacter = 4;
constexpr int64_t largestBound = 1'000'000'000;

bool isTrue(const json::Value *value) { return value && value->asBool() && *value->asBool(); }
/// `false`, or `{ "not": {} }`, which some generators write for it.
bool isFalse(const json::Value *value) {
  if (!value || value->asBool())
    return value && !*value->asBool();
  const json::Value *excluded = value->get("not");
  return excluded && (isTrue(excluded) || (excluded->asObject() && excluded->asObject()->empty()));
}

/// A bound such as `maxLength`; 0 where there is none that is usable.
int64_t bound(const json::Value &schema, StringRef name) {
  const json::Value *value = schema.get(name);
  if (!value || !value->asNumber())
    return 0;
  auto number = parseInt(value->asNumber()->text);
  return number && *number > 0 && *number <= largestBound ? *number : 0;
}

/// JSON Pointer's escapes: `~1` is a slash, `~0` a tilde; percent signs are those of a URI fragment.
std::string unescapePointer(StringRef part) {
  std::string out;
  for (size_t i = 0; i < part.size(); ++i) {
    unsigned code = 0;
    if (part[i] == '~' && i + 1 < part.size() && (part[i + 1] == '0' || part[i + 1] == '1'))
      out += part[++i] == '0' ? '~' : '/';
    else if (part[i] == '%' && !part.substr(i + 1, 2).getAsInteger(16, code) && part.size() >= i + 3)
      out += static_cast<char>(code), i += 2;
    else
      out += part[i];
  }
  return out;
}

/// Says nothing about the value: only descriptions and the like.
bool isSilent(const json::Value &schema) {
  const json::Object *members = schema.asObject();
  static constexpr const char *silent[] = {"title",    "description", "default",  "examples",  "$schema",  "$id",
                                           "$comment", "deprecated",  "readOnly", "writeOnly", "nullable", "example"};
  return members && std::all_of(members->begin(), members->end(), [](const json::Member &member) {
           return std::find(std::begin(silent), std::end(silent), StringRef(member.first)) != std::end(silent);
         });
}

bool isNullSchema(const json::Value &schema) {
  const json::Value *constant = schema.get("const");
  return schema.string("type") == "null" || (constant && constant->isNull());
}

} // namespace

const Type *SchemaReader::unsaid(const std::string &where, std::string reason) {
  notes_.push_back({where, std::move(reason)});
  return types_.simple(TypeKind::Json);
}

const json::Value *SchemaReader::follow(StringRef reference) const {
  if (!reference.consume_front("#"))
    return nullptr;
  const json::Value *at = &document_;
  if (reference.empty())
    return at;
  if (!reference.consume_front("/"))
    return nullptr;
  llvm::SmallVector<StringRef, 8> parts;
  reference.split(parts, '/');
  for (StringRef part : parts) {
    std::string name = unescapePointer(part);
    size_t index = 0;
    if (const json::Array *items = at->asArray())
      at = !StringRef(name).getAsInteger(10, index) && index < items->size() ? &(*items)[index] : nullptr;
    else
      at = at->get(name);
    if (!at)
      return nullptr;
  }
  return at;
}

const Type *SchemaReader::read(const json::Value &schema, const std::string &where) {
  if (isTrue(&schema))
    return unsaid(where, "the schema allows anything");
  if (isFalse(&schema))
    return unsaid(where, "the schema allows nothing");
  if (!schema.asObject())
    return unsaid(where, "the schema is neither an object nor a boolean");
  if (depth_ >= maxDepth)
    return unsaid(where, "the schema is nested too deep");
  ++depth_;
  const Type *type = readObjectSchema(schema, where);
  --depth_;
  return isTrue(schema.get("nullable")) ? types_.optional(type, true) : type;
}

const Type *SchemaReader::readObjectSchema(const json::Value &schema, const std::string &where) {
  if (const json::Value *reference = schema.get("$ref"))
    return reference->asString() ? readReference(*reference->asString(), where)
                                 : unsaid(where, "its `$ref` is no string");
  if (const json::Value *values = schema.get("enum"); values && values->asArray())
    return readEnum(schema, *values->asArray(), where);
  if (const json::Value *constant = schema.get("const"))
    return readEnum(schema, {*constant}, where);
  const json::Value *type = schema.get("type");
  if (type && type->asString())
    return readTyped(schema, *type->asString(), where);
  if (type && type->asArray())
    return readTypeList(schema, *type->asArray(), where);
  return readUntyped(schema, where);
}

const Type *SchemaReader::readReference(StringRef reference, const std::string &where) {
  std::string key = reference.str();
  auto known = known_.find(key);
  if (known != known_.end())
    return known->second;
  const json::Value *target = follow(reference);
  if (!target)
    return unsaid(where, "`" + key + "` points at nothing in this document");
  if (!following_.insert(key).second)
    return unsaid(where, "`" + key + "` contains itself");
  const Type *type = read(*target, where);
  following_.erase(key);
  return known_[key] = type;
}

const Type *SchemaReader::readTyped(const json::Value &schema, StringRef type, const std::string &where) {
  if (type == "string")
    return readString(schema);
  if (type == "integer")
    return types_.simple(TypeKind::Int);
  if (type == "number")
    return types_.simple(TypeKind::Decimal);
  if (type == "boolean")
    return types_.simple(TypeKind::Bool);
  if (type == "array")
    return readArray(schema, where);
  if (type == "object")
    return readObject(schema, where);
  if (type == "null")
    return unsaid(where, "the schema allows only null");
  return unsaid(where, "`" + type.str() + "` is no type of JSON Schema");
}

const Type *SchemaReader::readTypeList(const json::Value &schema, const json::Array &names, const std::string &where) {
  const Type *type = nullptr;
  bool null = false;
  for (const json::Value &name : names) {
    StringRef word = name.asString() ? StringRef(*name.asString()) : StringRef();
    if (word == "null") {
      null = true;
      continue;
    }
    const Type *next = readTyped(schema, word, where);
    type = type ? common(type, next) : next;
    if (!type)
      return unsaid(where, "the schema allows several types");
  }
  if (!type)
    return unsaid(where, "the schema allows only null");
  return null ? types_.optional(type, true) : type;
}

const Type *SchemaReader::readUntyped(const json::Value &schema, const std::string &where) {
  for (StringRef word : {"anyOf", "oneOf"})
    if (const json::Value *schemas = schema.get(word); schemas && schemas->asArray() && !schema.get("properties"))
      return readAlternatives(*schemas->asArray(), where);
  if (schema.get("properties"))
    return readObject(schema, where);
  if (schema.get("items") || schema.get("prefixItems"))
    return readArray(schema, where);
  if (const json::Value *schemas = schema.get("allOf"); schemas && schemas->asArray())
    return readAll(*schemas->asArray(), where);
  if (isSilent(schema))
    return unsaid(where, "the schema says no type");
  return unsaid(where, "the schema says no type that Onus has");
}

const Type *SchemaReader::readEnum(const json::Value &schema, const json::Array &values, const std::string &where) {
  std::vector<StringRef> texts;
  const Type *plain = nullptr;
  bool null = false;
  for (const json::Value &value : values) {
    const Type *next = nullptr;
    if (value.isNull())
      null = true;
    else if (value.asString())
      texts.push_back(*value.asString());
    else if (value.asBool())
      next = types_.simple(TypeKind::Bool);
    else if (value.asNumber() && parseInt(value.asNumber()->text) && schema.string("type") != "number")
      next = types_.simple(TypeKind::Int);
    else if (value.asNumber())
      next = types_.simple(TypeKind::Decimal);
    else
      return unsaid(where, "the schema lists values that are neither texts, numbers nor booleans");
    if (next)
      plain = plain ? common(plain, next) : next;
    if (next && !plain)
      return unsaid(where, "the schema lists values of several types");
  }
  if (plain && !texts.empty())
    return unsaid(where, "the schema lists values of several types");
  if (!plain && texts.empty())
    return unsaid(where, null ? "the schema allows only null" : "the schema lists no value");
  const Type *type = plain ? plain : types_.unionOf(texts);
  return null ? types_.optional(type, true) : type;
}

const Type *SchemaReader::readAlternatives(const json::Array &schemas, const std::string &where) {
  const Type *type = nullptr;
  bool null = false;
  size_t notesBefore = notes_.size();
  for (const json::Value &schema : schemas) {
    if (isNullSchema(schema)) {
      null = true;
      continue;
    }
    const Type *next = read(schema, where);
    type = type ? common(type, next) : next;
    if (type)
      continue;
    notes_.resize(notesBefore); // one note for the whole, not one for each of its parts
    return unsaid(where, "the schema allows several shapes");
  }
  if (!type)
    return unsaid(where, "the schema allows only null");
  return null ? types_.optional(type, true) : type;
}

const Type *SchemaReader::readAll(const json::Array &schemas, const std::string &where) {
  if (schemas.size() == 1)
    return read(schemas.front(), where);
  std::vector<ir::Field> fields;
  bool open = false;
  for (const json::Value &schema : schemas) {
    const Type *part = read(schema, where);
    if (part->kind != TypeKind::Record)
      return unsaid(where, "the schema joins parts that are not all objects");
    open |= part->open;
    for (const ir::Field &field : part->fields) {
      auto same = std::find_if(fields.begin(), fields.end(), [&](const ir::Field &f) { return f.name == field.name; });
      if (same == fields.end())
        fields.push_back(field);
      else if (types_.withoutOptional(same->type) != types_.withoutOptional(field.type))
        return unsaid(where, "the schema joins parts that disagree on `" + field.name.str() + "`");
      else if (!field.type->isOptional())
        same->type = field.type;
    }
  }
  return types_.record(fields, open);
}

/// What both are, where a value of either may be read as it.
const Type *SchemaReader::common(const Type *left, const Type *right) {
  if (left == right)
    return left;
  bool null = left->nullable || right->nullable;
  left = types_.withoutOptional(left);
  right = types_.withoutOptional(right);
  const Type *type = nullptr;
  if (left == right)
    type = left;
  else if (left->isNumber() && right->isNumber())
    type = types_.simple(TypeKind::Decimal);
  else if (left->isStringLike() && right->isStringLike())
    type = ir::meet(types_, left, right);
  return type && null ? types_.optional(type, true) : type;
}

const Type *SchemaReader::readString(const json::Value &schema) {
  int64_t characters = bound(schema, "maxLength");
  int64_t bytes = characters * bytesPerCharacter;
  return types_.string(bytes == ir::defaultMaxStringBytes ? 0 : bytes);
}

const Type *SchemaReader::readArray(const json::Value &schema, const std::string &where) {
  int64_t max = bound(schema, "maxItems");
  const json::Value *items = schema.get("items");
  const Type *element = nullptr;
  if (schema.get("prefixItems") || (items && items->asArray()))
    element = unsaid(where + "[]", "the schema gives each position a type of its own");
  else if (items)
    element = read(*items, where + "[]");
  else
    element = unsaid(where + "[]", "the schema does not say what the items are");
  return types_.list(element, max == ir::defaultMaxItems ? 0 : max);
}

const Type *SchemaReader::readObject(const json::Value &schema, const std::string &where) {
  const json::Value *properties = schema.get("properties");
  const json::Value *additional = schema.get("additionalProperties");
  bool typedMap = additional && additional->asObject() && !additional->asObject()->empty();
  bool named = properties && properties->asObject() && !properties->asObject()->empty();
  if (!named && typedMap)
    return types_.map(read(*additional, where + "[]"));
  if (!properties || !properties->asObject())
    return unsaid(where, "the schema does not say which members the object has");
  return readRecord(schema, *properties->asObject(), where);
}

const Type *SchemaReader::readRecord(const json::Value &schema, const json::Object &properties,
                                     const std::string &where) {
  std::set<std::string> required;
  if (const json::Value *names = schema.get("required"); names && names->asArray())
    for (const json::Value &name : *names->asArray())
      if (name.asString())
        required.insert(*name.asString());
  std::vector<ir::Field> fields;
  for (const auto &[name, property] : properties) {
    bool due = required.erase(name) != 0;
    if (isFalse(&property))
      continue; // must not be there, which a closed record says by not naming it
    const Type *type = read(property, where + "." + name);
    fields.push_back({name, due ? type : types_.optional(type)});
  }
  for (const std::string &name : required)
    fields.push_back({name, unsaid(where + "." + name, "the schema requires it without saying what it is")});
  const json::Value *additional = schema.get("additionalProperties");
  const json::Value *patterns = schema.get("patternProperties");
  bool open = additional && !isFalse(additional) && !additional->isNull();
  return types_.record(fields, open || (patterns && patterns->asObject() && !patterns->asObject()->empty()));
}

const Type *SchemaReader::readArguments(const json::Value *schema, const std::string &where) {
  if (!schema || schema->isNull())
    return unsaid(where, "the tool has no schema of its arguments");
  const Type *type = types_.withoutOptional(read(*schema, where));
  if (type->kind == TypeKind::Record || type->kind == TypeKind::Json)
    return type;
  return unsaid(where, "the arguments are no object with named members");
}

} // namespace onus::check::surfaces
