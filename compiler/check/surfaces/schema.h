// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/json.h"
#include "ir/type.h"

#include <map>
#include <set>
#include <string>
#include <vector>

/// JSON Schema as a type. What a schema says in words that Onus has (objects, lists, enumerations, null) becomes that
/// type; what it leaves open, or says in words that Onus does not have, becomes `json` with a note, never a guess. The
/// type never refuses a value that the schema allows, but for members that it does not name (S10) and numbers that no
/// Onus number holds (S27). Where the type is wider than the schema (a `minimum`, a `pattern`), a note says so too.
namespace onus::check::surfaces {

/// A part of a schema that its type does not say.
struct SchemaNote {
  enum class Kind {
    Unsaid, ///< read as `json`
    Limit,  ///< typed, but wider than the schema: `reason` names the keyword
  };
  std::string where;  ///< `args.filter.value`
  std::string reason; ///< lower case, no full stop
  Kind kind = Kind::Unsaid;
};

class SchemaReader {
public:
  /// Which way a value goes: OpenAPI's `readOnly` members are not sent in requests, its `writeOnly` ones not returned.
  enum class Direction { Any, Request, Response };

  /// `document` is what `$ref: "#/…"` points into; it and `types` must outlive the reader.
  SchemaReader(ir::TypeTable &types, const json::Value &document) : types_(types), document_(document) {}

  /// Any schema.
  const ir::Type *read(const json::Value &schema, const std::string &where);
  /// The schema of a tool's arguments: a record, or `json` where it has no `properties` (S10). Null stands for no
  /// schema.
  const ir::Type *readArguments(const json::Value *schema, const std::string &where);
  /// The value that `#/a/b` points at, or null.
  const json::Value *follow(llvm::StringRef reference) const;
  void setDirection(Direction direction) { direction_ = direction; }
  /// `json`, with a note that says why.
  const ir::Type *unsaid(const std::string &where, std::string reason);
  std::vector<SchemaNote> takeNotes();

private:
  struct Members;

  const ir::Type *readObjectSchema(const json::Value &schema, const std::string &where);
  const ir::Type *readReference(llvm::StringRef reference, const std::string &where);
  const ir::Type *readTyped(const json::Value &schema, llvm::StringRef type, const std::string &where);
  const ir::Type *readTypeList(const json::Value &schema, const json::Array &names, const std::string &where);
  const ir::Type *readUntyped(const json::Value &schema, const std::string &where);
  const ir::Type *readEnum(const json::Value &schema, const json::Array &values, const std::string &where);
  const ir::Type *readAlternatives(const json::Array &schemas, const std::string &where);
  const ir::Type *readAll(const json::Value &schema, const json::Array &schemas, const std::string &where);
  const ir::Type *readString(const json::Value &schema);
  const ir::Type *readArray(const json::Value &schema, const std::string &where);
  const ir::Type *readObject(const json::Value &schema, const std::string &where);
  const ir::Type *readMembers(const json::Value &schema, const std::string &where);
  void collect(const json::Value &schema, Members &members, bool always, const std::string &where);
  void collectProperties(const json::Value &schema, Members &members, bool always, const std::string &where);
  void collectParts(const json::Value &schema, Members &members, bool always, const std::string &where);
  void noteLimits(const json::Value &schema, const ir::Type *type, const std::string &where);
  const ir::Type *common(const ir::Type *left, const ir::Type *right);
  uint64_t weight(const ir::Type *type);
  bool full() const;

  /// What was made of a reference, and whether there was something to note.
  struct Known {
    const ir::Type *type = nullptr;
    bool unsaid = false, limits = false;
  };

  ir::TypeTable &types_;
  const json::Value &document_;
  Direction direction_ = Direction::Any;
  std::vector<SchemaNote> notes_;
  std::set<std::string> following_;    ///< references that are being read: a second time is a cycle
  std::map<std::string, Known> known_; ///< references that were read
  std::map<const ir::Type *, uint64_t> weights_;
  unsigned depth_ = 0;
};

} // namespace onus::check::surfaces
