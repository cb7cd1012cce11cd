// SPDX-License-Identifier: Apache-2.0
#include "ir/json_reader.h"

#include "base/decimal.h"
#include "ir/json_form.h"
#include "ir/json_writer.h"
#include "ir/verify.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringSet.h"

namespace onus::ir {

namespace {

using form::NumberForm;
using form::Shape;

/// A level of an expression or a type is at most an object, an array and an object of JSON, below a few levels of
/// module.
constexpr unsigned jsonDepth = 3 * form::maxDepth + 64;

/// A trail through the text of a module that is being made.
struct Reading : Trail {
  explicit Reading(Module &into) : module(into) {}
  Module &module;
  unsigned depth = 0; ///< of types and expressions
};

const Type *readType(Reading &reading, const json::Value &from);
const Expr *readExpr(Reading &reading, const json::Value &from);

bool readInt(Reading &reading, const json::Value &from, int64_t &into) {
  const json::Number *number = from.asNumber();
  const std::string *text = from.asString();
  std::optional<int64_t> value;
  if (number)
    value = parseInt(number->text);
  else if (text)
    value = parseInt(*text);
  if (!value || form::exactAsNumber(*value, false) != (number != nullptr)) {
    reading.fail("expected an integer (as a string beyond 2^53)");
    return false;
  }
  into = *value;
  return true;
}

/// A text that a parser of base/ takes: a day, an instant.
template <typename Parse, typename T>
bool readText(Reading &reading, const json::Value &from, Parse parse, const char *what, T &into) {
  const std::string *text = from.asString();
  auto value = text ? parse(*text) : std::nullopt;
  if (!value) {
    reading.fail(std::string("expected ") + what);
    return false;
  }
  into = *value;
  return true;
}

bool readDecimal(Reading &reading, const json::Value &from, int64_t &into) {
  const json::Number *number = from.asNumber();
  const std::string *text = from.asString();
  std::optional<Decimal> value;
  if (number)
    value = Decimal::parse(number->text);
  else if (text)
    value = Decimal::parse(*text);
  if (!value || form::exactAsNumber(value->scaled, true) != (number != nullptr)) {
    reading.fail("expected a decimal of at most four fractional digits (as a string beyond fifteen digits)");
    return false;
  }
  into = value->scaled;
  return true;
}

bool readNumber(Reading &reading, const json::Value &from, NumberForm numberForm, int64_t &into) {
  switch (numberForm) {
  case NumberForm::None:
    return true;
  case NumberForm::Bool:
    if (const bool *value = from.asBool()) {
      into = *value;
      return true;
    }
    reading.fail("expected true or false");
    return false;
  case NumberForm::Int:
  case NumberForm::Duration:
  case NumberForm::Id:
    return readInt(reading, from, into);
  case NumberForm::Decimal:
    return readDecimal(reading, from, into);
  case NumberForm::Day:
    return readText(reading, from, parseDay, "a date", into);
  case NumberForm::Instant:
    return readText(reading, from, parseInstant, "an instant", into);
  }
  return false;
}

const json::Object *object(Reading &reading, const json::Value &from) {
  const json::Object *members = from.asObject();
  if (!members)
    reading.fail("expected an object");
  return members;
}

const json::Array *array(Reading &reading, const json::Value &from) {
  const json::Array *items = from.asArray();
  if (!items)
    reading.fail("expected an array");
  return items;
}

/// The members of one object: each is asked for once, and what nobody asked for is an error.
class Members {
public:
  Members(Reading &reading, const json::Value &from) : reading_(reading), members_(object(reading, from)) {}

  /// The member of this name; null, and an error where `needed`, if there is none.
  const json::Value *take(llvm::StringRef name, bool needed) {
    if (!members_ || reading_.failed())
      return nullptr;
    for (const json::Member &member : *members_) {
      if (member.first == name) {
        taken_.push_back(member.first);
        return &member.second;
      }
    }
    if (needed)
      reading_.fail("member `" + name.str() + "` is missing");
    return nullptr;
  }
  std::string text(llvm::StringRef name, bool needed = true) {
    const json::Value *value = take(name, needed);
    const std::string *text = value ? value->asString() : nullptr;
    if (value && !text) {
      Step step(reading_, name);
      reading_.fail("expected a string");
    }
    return text ? *text : std::string();
  }
  bool flag(llvm::StringRef name) {
    const json::Value *value = take(name, false);
    const bool *flag = value ? value->asBool() : nullptr;
    if (value && !flag) {
      Step step(reading_, name);
      reading_.fail("expected true or false");
    }
    return flag && *flag;
  }
  void finish() {
    if (!members_ || reading_.failed() || taken_.size() == members_->size())
      return;
    for (const json::Member &member : *members_)
      if (!llvm::is_contained(taken_, member.first))
        return reading_.fail("member `" + member.first + "` is unknown here");
  }

private:
  Reading &reading_;
  const json::Object *members_;
  llvm::SmallVector<llvm::StringRef, 8> taken_; ///< names are unique in an object
};

/// Turns members into fields.
class Reader {
public:
  Reader(Reading &reading, const json::Value &from) : reading_(reading), members_(reading, from) {}

  template <typename T>
  void required(const char *name, T &field) {
    read(name, field, true);
  }
  template <typename T>
  void optional(const char *name, T &field) {
    read(name, field, false);
  }
  void word(const char *name, llvm::StringRef wanted) {
    std::string text;
    required(name, text);
    if (!reading_.failed() && text != wanted)
      reading_.fail("member `" + std::string(name) + "` is not `" + wanted.str() + "`");
  }
  void finish() { members_.finish(); }

private:
  template <typename T>
  void read(const char *name, T &field, bool needed) {
    if (const json::Value *from = members_.take(name, needed)) {
      Step step(reading_, llvm::StringRef(name));
      value(*from, field);
    }
  }

  void value(const json::Value &from, std::string &field) {
    if (const std::string *text = from.asString())
      field = *text;
    else
      reading_.fail("expected a string");
  }
  void value(const json::Value &from, bool &field) {
    if (const bool *flag = from.asBool())
      field = *flag;
    else
      reading_.fail("expected true or false");
  }
  void value(const json::Value &from, int64_t &field) { readInt(reading_, from, field); }
  void value(const json::Value &from, uint32_t &field) {
    int64_t wide = 0;
    if (readInt(reading_, from, wide) && (wide < 0 || wide > UINT32_MAX))
      reading_.fail("expected a number of 32 bits");
    field = static_cast<uint32_t>(wide);
  }
  void value(const json::Value &from, Day &field) { readText(reading_, from, parseDay, "a date", field); }
  void value(const json::Value &from, const Type *&field) { field = readType(reading_, from); }
  void value(const json::Value &from, const Expr *&field) { field = readExpr(reading_, from); }
  void value(const json::Value &from, json::Value &field) { field = from; }
  template <typename T>
  void value(const json::Value &from, T &field) requires std::is_enum_v<T> {
    if (const std::string *text = from.asString())
      for (T candidate : form::valuesOf(T()))
        if (ir::word(candidate) == *text) {
          field = candidate;
          return;
        }
    reading_.fail("expected one of the words of this member");
  }
  template <typename T>
  void value(const json::Value &from, T &field) requires std::is_class_v<T> {
    Reader reader(reading_, from);
    form::describe(reader, field);
    reader.finish();
  }
  template <typename T>
  void value(const json::Value &from, std::optional<T> &field) {
    field.emplace();
    value(from, *field);
  }
  template <typename T>
  void value(const json::Value &from, std::vector<T> &field) {
    const json::Array *items = array(reading_, from);
    if (!items)
      return;
    for (size_t index = 0; index < items->size() && !reading_.failed(); ++index) {
      Step step(reading_, index);
      field.emplace_back();
      value((*items)[index], field.back());
    }
  }

  Reading &reading_;
  Members members_;
};

// ---- Types

const Type *readLiterals(Reading &reading, const json::Value *from) {
  const json::Array *items = from ? array(reading, *from) : nullptr;
  if (!items)
    return nullptr;
  std::vector<llvm::StringRef> literals;
  for (const json::Value &item : *items) {
    if (!item.asString() || (!literals.empty() && !(literals.back() < llvm::StringRef(*item.asString())))) {
      reading.fail("expected strings, sorted and each once");
      return nullptr;
    }
    literals.push_back(*item.asString());
  }
  if (literals.empty()) {
    reading.fail("a union needs a literal");
    return nullptr;
  }
  return reading.module.types->unionOf(std::move(literals));
}

const Type *readRecord(Reading &reading, const json::Value *from, bool open) {
  const json::Array *items = from ? array(reading, *from) : nullptr;
  if (!items)
    return nullptr;
  std::vector<Field> fields;
  llvm::StringSet<> names;
  if (items->size() > form::maxFields)
    reading.fail("a record of more members than any schema needs");
  for (size_t index = 0; index < items->size() && !reading.failed(); ++index) {
    Step step(reading, index);
    Members members(reading, (*items)[index]);
    auto [name, isNew] = names.insert(members.text("name"));
    const json::Value *type = members.take("type", true);
    members.finish();
    if (!isNew)
      reading.fail("a record has this member twice");
    fields.push_back({name->getKey(), type ? readType(reading, *type) : nullptr});
  }
  return reading.failed() ? nullptr : reading.module.types->record(fields, open);
}

/// The type's kind with its parts, without `sensitive`.
const Type *makeType(Reading &reading, TypeKind kind, Members &members) {
  auto element = [&]() -> const Type * {
    const json::Value *of = members.take("of", true);
    Step step(reading, "of");
    return of ? readType(reading, *of) : nullptr;
  };
  int64_t max = 0;
  if (kind == TypeKind::List || kind == TypeKind::String)
    if (const json::Value *from = members.take("max", false))
      if (readInt(reading, *from, max) && max <= 0)
        reading.fail("`max` must be positive");
  TypeTable &types = *reading.module.types;
  bool nullable = kind == TypeKind::Optional && members.flag("nullable");
  bool open = kind == TypeKind::Record && members.flag("open");
  switch (kind) {
  case TypeKind::Error:
    return nullptr;
  case TypeKind::String:
    return types.string(max);
  case TypeKind::Union:
    return readLiterals(reading, members.take("literals", true));
  case TypeKind::Record:
    return readRecord(reading, members.take("fields", true), open);
  case TypeKind::List:
  case TypeKind::Map:
  case TypeKind::Set:
  case TypeKind::Optional: {
    const Type *of = element();
    if (!of)
      return nullptr;
    if (kind == TypeKind::List)
      return types.list(of, max);
    if (kind == TypeKind::Map)
      return types.map(of);
    if (kind == TypeKind::Set)
      return types.set(of);
    return types.optional(of, nullable);
  }
  case TypeKind::Bool:
  case TypeKind::Int:
  case TypeKind::Decimal:
  case TypeKind::Duration:
  case TypeKind::Date:
  case TypeKind::Instant:
  case TypeKind::Ip:
  case TypeKind::Cidr:
  case TypeKind::Json:
  case TypeKind::Null:
  case TypeKind::Content:
  case TypeKind::Pattern:
    return types.simple(kind);
  }
  return nullptr;
}

const Type *readType(Reading &reading, const json::Value &from) {
  if (const std::string *word = from.asString()) {
    auto kind = form::typeKind(*word);
    if (kind && *kind != TypeKind::Union && *kind != TypeKind::Record && *kind < TypeKind::List)
      return *kind == TypeKind::String ? reading.module.types->string() : reading.module.types->simple(*kind);
    reading.fail("unknown type `" + *word + "`");
    return nullptr;
  }
  if (++reading.depth > form::maxDepth)
    reading.fail("nested too deeply");
  Members members(reading, from);
  std::string word = members.text("kind");
  auto kind = form::typeKind(word);
  if (!kind)
    reading.fail("unknown type `" + word + "`");
  const Type *type = reading.failed() ? nullptr : makeType(reading, *kind, members);
  if (type && members.flag("sensitive"))
    type = reading.module.types->sensitive(type);
  members.finish();
  --reading.depth;
  return reading.failed() ? nullptr : type;
}

// ---- Expressions

void readRest(Reading &reading, const Shape &shape, const json::Value &from, std::vector<const Expr *> &operands,
              std::vector<llvm::StringRef> &names) {
  Step step(reading, shape.rest);
  const json::Array *items = array(reading, from);
  if (!items)
    return;
  if (items->size() < shape.atLeast)
    reading.fail("too few operands");
  for (size_t index = 0; index < items->size() && !reading.failed(); ++index) {
    Step item(reading, index);
    const json::Value *value = &(*items)[index];
    if (shape.members) {
      Members members(reading, *value);
      names.push_back(reading.module.arena->text(members.text("name")));
      value = members.take("value", true);
      members.finish();
    }
    operands.push_back(value ? readExpr(reading, *value) : nullptr);
  }
}

void fill(Reading &reading, const Shape &shape, Members &members, Expr &expr) {
  std::vector<const Expr *> operands;
  std::vector<llvm::StringRef> names;
  if (shape.text)
    expr.text = reading.module.arena->text(members.text(shape.text));
  if (shape.name)
    names.push_back(reading.module.arena->text(members.text(shape.name)));
  if (shape.number)
    if (const json::Value *from = members.take(shape.number, true)) {
      Step step(reading, shape.number);
      readNumber(reading, *from, shape.numberForm, expr.number);
    }
  for (size_t index = 0; index < shape.fixed() && !reading.failed(); ++index)
    if (const json::Value *from = members.take(shape.operands[index], true)) {
      Step step(reading, shape.operands[index]);
      operands.push_back(readExpr(reading, *from));
    }
  if (shape.rest)
    if (const json::Value *from = members.take(shape.rest, true))
      readRest(reading, shape, *from, operands, names);
  expr.operands = reading.module.arena->copy(operands);
  expr.names = reading.module.arena->copy(names);
}

const Expr *readExpr(Reading &reading, const json::Value &from) {
  if (++reading.depth > form::maxDepth)
    reading.fail("nested too deeply");
  Members members(reading, from);
  std::string word = members.text("op");
  auto kind = form::exprKind(word);
  if (!kind)
    reading.fail("unknown operation `" + word + "`");
  if (reading.failed())
    return nullptr;
  Expr expr;
  expr.kind = *kind;
  if (const json::Value *type = members.take("type", true)) {
    Step step(reading, "type");
    expr.type = readType(reading, *type);
  }
  Shape shape = form::shape(*kind);
  fill(reading, shape, members, expr);
  members.finish();
  --reading.depth;
  return reading.failed() ? nullptr : reading.module.arena->make<Expr>(expr);
}

void readRoot(Reading &reading, const json::Value &from) {
  Reader reader(reading, from);
  int64_t version = 0;
  reader.word("format", form::formatName);
  reader.required("version", version);
  if (!reading.failed() && version != form::formatVersion)
    reading.fail("version " + std::to_string(version) + " of the form is unknown; this reader knows " +
                 std::to_string(form::formatVersion));
  reader.required("digest", reading.module.digest);
  form::describe(reader, reading.module);
  reader.finish();
  if (!reading.failed() && digestOf(from) != reading.module.digest) {
    Step step(reading, "digest");
    reading.fail("the digest is not that of the content");
  }
}

} // namespace

std::variant<Module, ReadError> readModule(llvm::StringRef text) {
  auto parsed = json::parse(text, {.depth = jsonDepth});
  if (auto *error = std::get_if<json::Error>(&parsed))
    return ReadError{"$", error->message + " at byte " + std::to_string(error->offset)};
  Module module;
  Reading reading(module);
  readRoot(reading, std::get<json::Value>(parsed));
  if (!reading.failed())
    reading.error = verify(module);
  if (reading.failed())
    return std::move(*reading.error);
  return module;
}

} // namespace onus::ir
