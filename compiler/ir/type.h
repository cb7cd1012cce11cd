// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/arena.h"

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"

#include <cstdint>
#include <map>
#include <string>
#include <vector>

/// Types are structural and interned: two types are equal iff their pointers are. A `TypeTable` owns them.
namespace onus::ir {

struct Type;

struct Field {
  llvm::StringRef name;
  const Type *type = nullptr; ///< Optional where the member may be absent
  bool operator==(const Field &) const = default;
};

enum class TypeKind {
  Error, ///< after a reported mistake; goes with everything, so that one mistake gives one message
  Bool,
  Int,
  Decimal,
  String,
  Duration,
  Date,
  Instant,
  Ip,
  Cidr,
  Json,    ///< any JSON value; read by `text(x)`, `has`, members (`json?`) and `x as T`
  Null,    ///< only inside what a schema names: `T | null` is Optional with `nullable`
  Content, ///< the bare word `input`, `output`, … or `result` of unknown shape: read by `text(x)`
  Pattern, ///< r"…" and what a pattern's name means
  Union,   ///< string literals
  List,
  Map,
  Set,
  Record,
  Optional,
};

struct Type {
  TypeKind kind = TypeKind::Error;
  bool sensitive = false;                   ///< `sensitive T`
  bool open = false;                        ///< Record: unknown members are let through
  bool nullable = false;                    ///< Optional: the schema names null (S32)
  const Type *element = nullptr;            ///< List, Map, Set, Optional
  int64_t max = 0;                          ///< List: items, String: bytes of UTF-8; 0 means the default (S38)
  llvm::ArrayRef<llvm::StringRef> literals; ///< Union, sorted
  llvm::ArrayRef<Field> fields;             ///< Record, in written order

  bool isError() const { return kind == TypeKind::Error; }
  bool isOptional() const { return kind == TypeKind::Optional; }
  bool isStringLike() const { return kind == TypeKind::String || kind == TypeKind::Union; }
  bool isNumber() const { return kind == TypeKind::Int || kind == TypeKind::Decimal; }
  /// The field of a record, or null.
  const Field *field(llvm::StringRef name) const;
};

inline constexpr int64_t defaultMaxItems = 1024;        ///< S38: items of a list, a map or a set in an event
inline constexpr int64_t defaultMaxStringBytes = 65536; ///< S38: bytes of a string that is matched
inline constexpr int64_t maxEventBytes = 1 << 20;       ///< S9: of one event, and so of what it holds of no type
inline constexpr int64_t bucketsOfWindow = 65;          ///< S21: the current one and the 64 before it

class TypeTable {
public:
  TypeTable();
  TypeTable(const TypeTable &) = delete;

  const Type *error() const { return simple_[0]; }
  /// Bool to Content, and Pattern.
  const Type *simple(TypeKind kind) const;
  const Type *string(int64_t max = 0);
  const Type *list(const Type *element, int64_t max = 0);
  const Type *map(const Type *element);
  const Type *set(const Type *element);
  const Type *unionOf(std::vector<llvm::StringRef> literals);
  const Type *record(llvm::ArrayRef<Field> fields, bool open = false);
  /// Optional of an optional is itself.
  const Type *optional(const Type *of, bool nullable = false);
  const Type *withoutOptional(const Type *type) const { return type->isOptional() ? type->element : type; }
  const Type *sensitive(const Type *of);
  const Type *withoutSensitive(const Type *of);

private:
  const Type *intern(Type type);
  Arena arena_;
  std::vector<const Type *> simple_;
  std::map<std::string, const Type *> interned_; ///< by a structural key
};

/// As a person writes it: `list<string>`, `{ id: string, tier: "standard" | "vip" }?`.
std::string print(const Type *type);
/// A value of `from` may stand where `to` is wanted (S33; literals widen elsewhere).
bool assignable(const Type *from, const Type *to);
/// The common type of two branches or two tools' members (S36), or null where there is none.
const Type *meet(TypeTable &types, const Type *left, const Type *right);
/// True where the type or a part of it is sensitive.
bool holdsSensitive(const Type *type);

} // namespace onus::ir
