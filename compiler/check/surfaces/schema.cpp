// SPDX-License-Identifier: Apache-2.0
#include "check/surfaces/schema.h"

#include "base/decimal.h"

#include <algorithm>
#include <utility>

namespace onus::check::surfaces {
namespace {

using ir::Type;
using ir::TypeKind;
using llvm::StringRef;

constexpr unsigned maxDepth = 64;
/// A member of JSON Schema counts characters, a type counts bytes; four bytes hold any character.
constexpr int64_t bytesPerCharacter = 4;
constexpr int64_t largestBound = 1'000'000'000;
/// Nodes of a type written out. A few references that each name the next one twice would otherwise make a type that
/// nobody can print.
constexpr uint64_t largestType = 20'000;
/// Notes of one tool: more would not be read.
constexpr size_t mostNotes = 200;

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

/// Keywords that restrict a value and that no type of Onus holds.
constexpr const char *limits[] = {"pattern",
                                  "minLength",
                                  "minimum",
                                  "maximum",
                                  "exclusiveMinimum",
                                  "exclusiveMaximum",
                                  "multipleOf",
                                  "minItems",
                                  "uniqueItems",
                                  "contains",
                                  "minContains",
                                  "maxContains",
                                  "minProperties",
                                  "maxProperties",
                                  "propertyNames",
                                  "patternProperties",
                                  "dependentRequired",
                                  "dependentSchemas",
                                  "dependencies",
                                  "anyOf",
                                  "oneOf",
                                  "not",
                                  "if"};

/// A limit that excludes nothing: `minLength: 0`, `uniqueItems: false`, the bounds of exact doubles that some
/// generators write for every integer.
bool excludesNothing(StringRef keyword, const json::Value &value) {
  if (isFalse(&value) || value.isNull())
    return true;
  StringRef number = value.asNumber() ? StringRef(value.asNumber()->text) : StringRef();
  if (keyword == "maximum" || keyword == "minimum")
    return number.ltrim('-') == "9007199254740991";
  return number == "0" && keyword.startswith("min");
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

struct SchemaReader::Members {
  std::vector<ir::Field> fields; ///< as they are where nothing else is said
  std::vector<std::string> required;
  bool open = false;
  bool found = false;            ///< some part has `properties` or `required`
  std::set<std::string> unclear; ///< members that alternatives describe in different ways
  const ir::Field *find(StringRef name) const {
    auto same = std::find_if(fields.begin(), fields.end(), [&](const ir::Field &f) { return f.name == name; });
    return same == fields.end() ? nullptr : &*same;
  }
};

bool SchemaReader::full() const { return notes_.size() >= mostNotes; }

const Type *SchemaReader::unsaid(const std::string &where, std::string reason) {
  if (!full())
    notes_.push_back({where, std::move(reason)});
  return types_.simple(TypeKind::Json);
}

std::vector<SchemaNote> SchemaReader::takeNotes() { return std::exchange(notes_, {}); }

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
  noteLimits(schema, type, where);
  return isTrue(schema.get("nullable")) ? types_.optional(type, true) : type;
}

void SchemaReader::noteLimits(const json::Value &schema, const Type *type, const std::string &where) {
  const Type *plain = types_.withoutOptional(type);
  if (plain->kind == TypeKind::Json)
    return; // everything about it is unsaid, and that was noted
  const json::Value *shape = schema.get("type");
  bool typed = shape || schema.get("properties") || schema.get("$ref") || schema.get("allOf");
  for (StringRef keyword : limits) {
    const json::Value *value = schema.get(keyword);
    // Without anything else, the alternatives are the type.
    bool isType = !typed && (keyword == "anyOf" || keyword == "oneOf");
    if (value && !isType && !excludesNothing(keyword, *value) && !full())
      notes_.push_back({where, keyword.str(), SchemaNote::Kind::Limit});
  }
  const json::Value *additional = schema.get("additionalProperties");
  bool typedRest = additional && additional->asObject() && !additional->asObject()->empty() && !isFalse(additional);
  if (plain->kind == TypeKind::Record && typedRest && !full())
    notes_.push_back({where, "additionalProperties", SchemaNote::Kind::Limit});
}

/// How many nodes a type has when it is written out.
uint64_t SchemaReader::weight(const Type *type) {
  auto known = weights_.find(type);
  if (known != weights_.end())
    return known->second;
  uint64_t sum = 1 + (type->element ? weight(type->element) : 0) + type->literals.size();
  for (const ir::Field &field : type->fields)
    sum = std::min(largestType + 1, sum + weight(field.type));
  return weights_[type] = sum;
}

const Type *SchemaReader::readObjectSchema(const json::Value &schema, const std::string &where) {
  if (const json::Value *reference = schema.get("$ref")) {
    if (!reference->asString())
      return unsaid(where, "its `$ref` is no string");
    bool more = schema.get("properties") || schema.get("allOf") || schema.get("anyOf") || schema.get("oneOf");
    return more ? readMembers(schema, where) : readReference(*reference->asString(), where);
  }
  if (schema.get("$dynamicRef") || schema.get("$recursiveRef"))
    return unsaid(where, "the schema refers to what only its use decides");
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
  std::string target = reference.str();
  std::string key = target + (direction_ == Direction::Any ? "" : direction_ == Direction::Request ? " >" : " <");
  auto known = known_.find(key);
  if (known != known_.end()) {
    if (known->second.unsaid)
      unsaid(where, "`" + target + "` does not say all of it");
    if (known->second.limits && !full())
      notes_.push_back({where, "those of " + target, SchemaNote::Kind::Limit});
    return known->second.type;
  }
  const json::Value *schema = follow(reference);
  if (!schema)
    return unsaid(where, "`" + target + "` points at nothing in this document");
  if (!following_.insert(key).second)
    return unsaid(where, "`" + target + "` contains itself");
  size_t before = notes_.size();
  const Type *type = read(*schema, where);
  following_.erase(key);
  if (weight(type) > largestType) {
    notes_.resize(before);
    type = unsaid(where, "`" + target + "` is too large when everything that it refers to is written out");
  }
  Known made{type};
  for (size_t i = before; i < notes_.size(); ++i)
    (notes_[i].kind == SchemaNote::Kind::Unsaid ? made.unsaid : made.limits) = true;
  return (known_[key] = made).type;
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
    return readAll(schema, *schemas->asArray(), where);
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
  bool bothWays = plain && plain->kind == TypeKind::Bool && values.size() > 1;
  if (plain && !bothWays && !full())
    notes_.push_back({where, schema.get("enum") ? "enum" : "const", SchemaNote::Kind::Limit});
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

/// Parts that all hold: of objects their members together, else the one part that says a type.
const Type *SchemaReader::readAll(const json::Value &schema, const json::Array &schemas, const std::string &where) {
  const json::Value *only = nullptr;
  for (const json::Value &part : schemas) {
    if (isTrue(&part) || isSilent(part))
      continue;
    if (only)
      return readMembers(schema, where);
    only = &part;
  }
  return only ? read(*only, where) : unsaid(where, "the schema says no type");
}

/// An object whose members stand in several parts of its schema.
const Type *SchemaReader::readMembers(const json::Value &schema, const std::string &where) {
  Members members;
  size_t before = notes_.size();
  collect(schema, members, true, where);
  if (!members.found) {
    notes_.resize(std::min(before, notes_.size()));
    return unsaid(where, "the schema joins parts that are not all objects");
  }
  for (ir::Field &field : members.fields) {
    bool unclear = members.unclear.count(field.name.str());
    const Type *type = unclear ? unsaid(where + "." + field.name.str(), "parts of the schema disagree about it")
                               : types_.withoutOptional(field.type);
    bool null = !unclear && field.type->nullable;
    bool due = std::find(members.required.begin(), members.required.end(), field.name) != members.required.end();
    field.type = null ? types_.optional(type, true) : due ? type : types_.optional(type);
  }
  for (const std::string &name : members.required)
    if (!members.find(name))
      members.fields.push_back({name, unsaid(where + "." + name, "the schema requires it without saying what it is")});
  return types_.record(members.fields, members.open);
}

/// Adds what one part says. `always` is false for alternatives: their members may be there, and none is due.
void SchemaReader::collect(const json::Value &schema, Members &members, bool always, const std::string &where) {
  if (!schema.asObject())
    return;
  if (depth_ >= maxDepth) {
    members.open = true;
    unsaid(where, "the schema is nested too deep");
    return;
  }
  ++depth_;
  const json::Value *reference = schema.get("$ref");
  if (reference && reference->asString()) {
    const json::Value *target = follow(*reference->asString());
    std::string key = "members of " + *reference->asString();
    if (target && following_.insert(key).second) {
      collect(*target, members, always, where);
      following_.erase(key);
    } else {
      unsaid(where, "`" + *reference->asString() + (target ? "` contains itself" : "` points at nothing"));
    }
  }
  collectProperties(schema, members, always, where);
  collectParts(schema, members, always, where);
  --depth_;
}

void SchemaReader::collectProperties(const json::Value &schema, Members &members, bool always,
                                     const std::string &where) {
  const json::Value *properties = schema.get("properties");
  bool has = properties && properties->asObject();
  const json::Value *additional = schema.get("additionalProperties");
  members.open |= additional && !isFalse(additional) && !additional->isNull();
  members.found |= has;
  if (has)
    for (const auto &[name, property] : *properties->asObject()) {
      if (isFalse(&property))
        continue;
      const ir::Field *known = members.find(name);
      // What holds always is the type; an alternative can only narrow it.
      if (known && !always)
        continue;
      const Type *type = read(property, where + "." + name);
      if (!known)
        members.fields.push_back({name, type});
      else if (types_.withoutOptional(known->type) != types_.withoutOptional(type))
        members.unclear.insert(name);
    }
  const json::Value *names = schema.get("required");
  if (!always || !names || !names->asArray())
    return;
  members.found = true;
  for (const json::Value &name : *names->asArray()) {
    const json::Value *property = has && name.asString() ? properties->get(*name.asString()) : nullptr;
    bool otherWay = property && ((direction_ == Direction::Request && isTrue(property->get("readOnly"))) ||
                                 (direction_ == Direction::Response && isTrue(property->get("writeOnly"))));
    if (name.asString() && !otherWay)
      members.required.push_back(*name.asString());
  }
}

void SchemaReader::collectParts(const json::Value &schema, Members &members, bool always, const std::string &where) {
  if (const json::Value *parts = schema.get("allOf"); parts && parts->asArray())
    for (const json::Value &part : *parts->asArray())
      collect(part, members, always, where);
  for (StringRef word : {"anyOf", "oneOf"})
    if (const json::Value *parts = schema.get(word); parts && parts->asArray()) {
      // Members that only alternatives have: two that describe one differently leave it unclear.
      Members apart;
      for (const json::Value &part : *parts->asArray())
        collect(part, apart, true, where);
      members.found |= apart.found && !apart.fields.empty();
      members.open |= apart.open;
      for (const ir::Field &field : apart.fields)
        if (!members.find(field.name)) {
          members.fields.push_back(field);
          if (apart.unclear.count(field.name.str()))
            members.unclear.insert(field.name.str());
        }
    }
  for (StringRef word : {"then", "else"})
    if (const json::Value *part = schema.get(word))
      collect(*part, members, false, where);
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
  bool typedMap = additional && additional->asObject() && !additional->asObject()->empty() && !isFalse(additional);
  bool named = properties && properties->asObject() && !properties->asObject()->empty();
  bool parts = schema.get("allOf") || ((schema.get("anyOf") || schema.get("oneOf")) && properties);
  if (!named && !parts && typedMap)
    return types_.map(read(*additional, where + "[]"));
  if ((!properties || !properties->asObject()) && !parts)
    return unsaid(where, "the schema does not say which members the object has");
  const json::Value *patterns = schema.get("patternProperties");
  const Type *record = readMembers(schema, where);
  if (patterns && patterns->asObject() && !patterns->asObject()->empty() && record->kind == TypeKind::Record)
    return types_.record(record->fields, true);
  return record;
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
