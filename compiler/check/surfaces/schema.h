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
/// type never refuses a value that the schema allows, but for members that it does not name (S10).
namespace onus::check::surfaces {

/// A part of a schema that is read as `json`.
struct SchemaNote {
  std::string where;  ///< `args.filter.value`
  std::string reason; ///< lower case, no full stop
};

class SchemaReader {
public:
  /// `document` is what `$ref: "#/…"` points into; it and `types` must outlive the reader.
  SchemaReader(ir::TypeTable &types, const json::Value &document) : types_(types), document_(document) {}

  /// Any schema.
  const ir::Type *read(const json::Value &schema, const std::string &where);
  /// The schema of a tool's arguments: a record, or `json` where it has no `properties` (S10). Null stands for no
  /// schema.
  const ir::Type *readArguments(const json::Value *schema, const std::string &where);
  /// The value that `#/a/b` points at, or null.
  const json::Value *follow(llvm::StringRef reference) const;
  std::vector<SchemaNote> takeNotes() { return std::move(notes_); }

private:
  /// What remains of a schema when `null` is taken out of it.
  struct Alternatives {
    std::vector<const json::Value *> schemas;
    bool null = false;
  };

  const ir::Type *readObjectSchema(const json::Value &schema, const std::string &where);
  const ir::Type *readReference(llvm::StringRef reference, const std::string &where);
  const ir::Type *readTyped(const json::Value &schema, llvm::StringRef type, const std::string &where);
  const ir::Type *readTypeList(const json::Value &schema, const json::Array &names, const std::string &where);
  const ir::Type *readUntyped(const json::Value &schema, const std::string &where);
  const ir::Type *readEnum(const json::Value &schema, const json::Array &values, const std::string &where);
  const ir::Type *readAlternatives(const json::Array &schemas, const std::string &where);
  const ir::Type *readAll(const json::Array &schemas, const std::string &where);
  const ir::Type *readString(const json::Value &schema);
  const ir::Type *readArray(const json::Value &schema, const std::string &where);
  const ir::Type *readObject(const json::Value &schema, const std::string &where);
  const ir::Type *readRecord(const json::Value &schema, const json::Object &properties, const std::string &where);
  const ir::Type *common(const ir::Type *left, const ir::Type *right);
  const ir::Type *unsaid(const std::string &where, std::string reason);

  ir::TypeTable &types_;
  const json::Value &document_;
  std::vector<SchemaNote> notes_;
  std::set<std::string> following_;               ///< references that are being read: a second time is a cycle
  std::map<std::string, const ir::Type *> known_; ///< references that were read
  unsigned depth_ = 0;
};

} // namespace onus::check::surfaces
