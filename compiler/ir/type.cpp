// SPDX-License-Identifier: Apache-2.0
#include "ir/type.h"

#include <algorithm>
#include <cassert>

namespace onus::ir {
namespace {

using llvm::StringRef;

Type plainType(TypeKind kind) {
  Type type;
  type.kind = kind;
  return type;
}

void appendText(std::string &key, StringRef text) {
  key += std::to_string(text.size());
  key += ':';
  key.append(text.data(), text.size());
}

void appendPointer(std::string &key, const Type *type) {
  key += '@';
  key += std::to_string(reinterpret_cast<uintptr_t>(type));
}

/// Parts are interned already, so their addresses stand for their structure.
std::string keyOf(const Type &type) {
  std::string key = std::to_string(static_cast<int>(type.kind));
  key += type.sensitive ? 's' : '-';
  key += type.open ? 'o' : '-';
  key += type.nullable ? 'n' : '-';
  key += std::to_string(type.max);
  appendPointer(key, type.element);
  for (StringRef literal : type.literals)
    appendText(key, literal);
  for (const Field &field : type.fields) {
    appendText(key, field.name);
    appendPointer(key, field.type);
  }
  return key;
}

bool isJsonShape(TypeKind kind) {
  switch (kind) {
  case TypeKind::Error:
  case TypeKind::Bool:
  case TypeKind::Int:
  case TypeKind::Decimal:
  case TypeKind::String:
  case TypeKind::Json:
  case TypeKind::Null:
  case TypeKind::Union:
  case TypeKind::List:
  case TypeKind::Map:
  case TypeKind::Record:
    return true;
  case TypeKind::Duration:
  case TypeKind::Date:
  case TypeKind::Instant:
  case TypeKind::Ip:
  case TypeKind::Cidr:
  case TypeKind::Content:
  case TypeKind::Pattern:
  case TypeKind::Set:
  case TypeKind::Optional:
    return false;
  }
  return false;
}

/// The larger of two sizes, of which 0 stands for the default.
int64_t largerMax(int64_t left, int64_t right, int64_t byDefault) {
  if (left == right)
    return left;
  int64_t larger = std::max(left ? left : byDefault, right ? right : byDefault);
  return larger == byDefault ? 0 : larger;
}

std::vector<StringRef> unite(const Type *left, const Type *right) {
  std::vector<StringRef> literals(left->literals.begin(), left->literals.end());
  literals.insert(literals.end(), right->literals.begin(), right->literals.end());
  return literals;
}

/// Members that both have. One without a common type is left out like one that a side lacks: reading it is the error.
const Type *meetRecords(TypeTable &types, const Type *left, const Type *right) {
  std::vector<Field> fields;
  for (const Field &field : left->fields)
    if (const Field *other = right->field(field.name))
      if (const Type *common = meet(types, field.type, other->type))
        fields.push_back({field.name, common});
  bool dropped = fields.size() != left->fields.size() || fields.size() != right->fields.size();
  return types.record(fields, left->open || right->open || dropped);
}

/// Both are neither optional nor sensitive, and different.
const Type *meetPlain(TypeTable &types, const Type *left, const Type *right) {
  if (left->isStringLike() && right->isStringLike()) {
    if (left->kind == TypeKind::Union && right->kind == TypeKind::Union)
      return types.unionOf(unite(left, right));
    if (left->kind == TypeKind::String && right->kind == TypeKind::String)
      return types.string(largerMax(left->max, right->max, defaultMaxStringBytes));
    return left->kind == TypeKind::String ? left : right;
  }
  if (left->kind != right->kind)
    return nullptr;
  if (left->kind == TypeKind::Record)
    return meetRecords(types, left, right);
  if (!left->element)
    return nullptr;
  const Type *element = meet(types, left->element, right->element);
  if (!element)
    return nullptr;
  if (left->kind == TypeKind::List)
    return types.list(element, largerMax(left->max, right->max, defaultMaxItems));
  return left->kind == TypeKind::Map ? types.map(element) : types.set(element);
}

bool recordAssignable(const Type *from, const Type *to) {
  if (from->open && !to->open)
    return false;
  for (const Field &wanted : to->fields) {
    const Field *given = from->field(wanted.name);
    if (given ? !assignable(given->type, wanted.type) : !wanted.type->isOptional() && !wanted.type->isError())
      return false;
  }
  return to->open ||
         std::all_of(from->fields.begin(), from->fields.end(), [&](const Field &f) { return to->field(f.name); });
}

bool isIdentifier(StringRef text) {
  if (text.empty() || (text[0] >= '0' && text[0] <= '9'))
    return false;
  return std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
  });
}

std::string quote(StringRef text) {
  std::string out = "\"";
  for (char c : text) {
    if (c == '"' || c == '\\')
      out += '\\';
    if (c == '\n')
      out += "\\n";
    else
      out += c;
  }
  return out + "\"";
}

std::string printRecord(const Type *type) {
  if (type->fields.empty())
    return type->open ? "{ ... }" : "{}";
  std::string out = "{ ";
  const char *separator = "";
  for (const Field &field : type->fields) {
    out += separator;
    out += isIdentifier(field.name) ? field.name.str() : quote(field.name);
    out += ": " + print(field.type);
    separator = ", ";
  }
  return out + (type->open ? ", ... }" : " }");
}

std::string printUnion(const Type *type) {
  std::string out;
  for (StringRef literal : type->literals)
    out += (out.empty() ? "" : " | ") + quote(literal);
  return out;
}

std::string withMax(std::string text, const Type *type) {
  return type->max ? text + " max " + std::to_string(type->max) : text;
}

std::string printOptional(const Type *type) {
  std::string inner = print(type->element);
  bool wraps = type->element->kind == TypeKind::Union || type->element->max != 0;
  return wraps ? "(" + inner + ")?" : inner + "?";
}

std::string printPlain(const Type *type) {
  switch (type->kind) {
  case TypeKind::Error:
    return "<error>";
  case TypeKind::Bool:
    return "bool";
  case TypeKind::Int:
    return "int";
  case TypeKind::Decimal:
    return "decimal";
  case TypeKind::String:
    return withMax("string", type);
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
    return printUnion(type);
  case TypeKind::List:
    return withMax("list<" + print(type->element) + ">", type);
  case TypeKind::Map:
    return "map<" + print(type->element) + ">";
  case TypeKind::Set:
    return "set<" + print(type->element) + ">";
  case TypeKind::Record:
    return printRecord(type);
  case TypeKind::Optional:
    return printOptional(type);
  }
  return "<error>";
}

} // namespace

const Field *Type::field(StringRef name) const {
  for (const Field &field : fields)
    if (field.name == name)
      return &field;
  return nullptr;
}

TypeTable::TypeTable() {
  // `simple_` is indexed by kind; the kinds that have parts hold null there.
  for (int kind = 0; kind <= static_cast<int>(TypeKind::Optional); ++kind) {
    auto tag = static_cast<TypeKind>(kind);
    bool plain = tag <= TypeKind::Pattern;
    simple_.push_back(plain ? intern(plainType(tag)) : nullptr);
  }
}

const Type *TypeTable::intern(Type type) {
  std::string key = keyOf(type);
  auto found = interned_.find(key);
  if (found != interned_.end())
    return found->second;
  std::vector<StringRef> literals;
  for (StringRef literal : type.literals)
    literals.push_back(arena_.text(literal));
  type.literals = arena_.copy(literals);
  std::vector<Field> fields;
  for (const Field &field : type.fields)
    fields.push_back({arena_.text(field.name), field.type});
  type.fields = arena_.copy(fields);
  const Type *made = arena_.make<Type>(type);
  interned_.emplace(std::move(key), made);
  return made;
}

const Type *TypeTable::simple(TypeKind kind) const {
  const Type *type = simple_[static_cast<size_t>(kind)];
  assert(type && "a kind with parts is no simple type");
  return type;
}

const Type *TypeTable::string(int64_t max) {
  Type type = plainType(TypeKind::String);
  type.max = max;
  return intern(type);
}

const Type *TypeTable::list(const Type *element, int64_t max) {
  Type type = plainType(TypeKind::List);
  type.element = element;
  type.max = max;
  return intern(type);
}

const Type *TypeTable::map(const Type *element) {
  Type type = plainType(TypeKind::Map);
  type.element = element;
  return intern(type);
}

const Type *TypeTable::set(const Type *element) {
  Type type = plainType(TypeKind::Set);
  type.element = element;
  return intern(type);
}

const Type *TypeTable::unionOf(std::vector<StringRef> literals) {
  std::sort(literals.begin(), literals.end());
  literals.erase(std::unique(literals.begin(), literals.end()), literals.end());
  Type type = plainType(TypeKind::Union);
  type.literals = literals;
  return intern(type);
}

const Type *TypeTable::record(llvm::ArrayRef<Field> fields, bool open) {
  Type type = plainType(TypeKind::Record);
  type.fields = fields;
  type.open = open;
  return intern(type);
}

const Type *TypeTable::optional(const Type *of, bool nullable) {
  if (of->isError())
    return of;
  Type type = plainType(TypeKind::Optional);
  type.element = withoutOptional(of);
  type.nullable = nullable || of->nullable;
  return intern(type);
}

const Type *TypeTable::sensitive(const Type *of) {
  if (of->isError() || of->sensitive)
    return of;
  if (of->isOptional())
    return optional(sensitive(of->element), of->nullable);
  Type type = *of;
  type.sensitive = true;
  return intern(type);
}

const Type *TypeTable::withoutSensitive(const Type *of) {
  if (of->isOptional())
    return optional(withoutSensitive(of->element), of->nullable);
  if (!of->sensitive)
    return of;
  Type type = *of;
  type.sensitive = false;
  return intern(type);
}

std::string print(const Type *type) { return (type->sensitive ? "sensitive " : "") + printPlain(type); }

bool assignable(const Type *from, const Type *to) {
  if (from == to || from->isError() || to->isError())
    return true;
  if (to->isOptional())
    return from->kind == TypeKind::Null || assignable(from->isOptional() ? from->element : from, to->element);
  if (from->isOptional())
    return false;
  switch (to->kind) {
  case TypeKind::Json:
    return isJsonShape(from->kind);
  case TypeKind::String:
    return from->isStringLike();
  case TypeKind::Union:
    return from->kind == TypeKind::Union &&
           std::includes(to->literals.begin(), to->literals.end(), from->literals.begin(), from->literals.end());
  case TypeKind::List:
  case TypeKind::Map:
  case TypeKind::Set:
    return from->kind == to->kind && assignable(from->element, to->element);
  case TypeKind::Record:
    return from->kind == to->kind && recordAssignable(from, to);
  case TypeKind::Bool:
  case TypeKind::Int:
  case TypeKind::Decimal:
  case TypeKind::Duration:
  case TypeKind::Date:
  case TypeKind::Instant:
  case TypeKind::Ip:
  case TypeKind::Cidr:
  case TypeKind::Null:
  case TypeKind::Content:
  case TypeKind::Pattern:
    return from->kind == to->kind;
  case TypeKind::Error:
  case TypeKind::Optional:
    return true;
  }
  return false;
}

const Type *meet(TypeTable &types, const Type *left, const Type *right) {
  if (left == right || right->isError())
    return right;
  if (left->isError())
    return left;
  if (left->isOptional() || right->isOptional()) {
    const Type *inner = meet(types, types.withoutOptional(left), types.withoutOptional(right));
    return inner ? types.optional(inner, left->nullable || right->nullable) : nullptr;
  }
  if (left->sensitive || right->sensitive) {
    const Type *inner = meet(types, types.withoutSensitive(left), types.withoutSensitive(right));
    return inner ? types.sensitive(inner) : nullptr;
  }
  if (left->kind == TypeKind::Null)
    return types.optional(right, true);
  if (right->kind == TypeKind::Null)
    return types.optional(left, true);
  return meetPlain(types, left, right);
}

bool holdsSensitive(const Type *type) {
  if (type->sensitive)
    return true;
  if (type->element && holdsSensitive(type->element))
    return true;
  return std::any_of(type->fields.begin(), type->fields.end(), [](const Field &f) { return holdsSensitive(f.type); });
}

} // namespace onus::ir
