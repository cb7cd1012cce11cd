// SPDX-License-Identifier: Apache-2.0
#include "backends/bytecode/parts.h"

namespace onus::backends::bytecode {

namespace {

/// Nothing for the type of a mistake, which no module holds.
std::optional<rt::TypeKind> kindOf(ir::TypeKind kind) {
  switch (kind) {
  case ir::TypeKind::Error:
    return std::nullopt;
#define ONUS_SAME(NAME)                                                                                                \
  case ir::TypeKind::NAME:                                                                                             \
    return rt::TypeKind::NAME;
    ONUS_SAME(Bool)
    ONUS_SAME(Int)
    ONUS_SAME(Decimal)
    ONUS_SAME(String)
    ONUS_SAME(Duration)
    ONUS_SAME(Date)
    ONUS_SAME(Instant)
    ONUS_SAME(Ip)
    ONUS_SAME(Cidr)
    ONUS_SAME(Json)
    ONUS_SAME(Null)
    ONUS_SAME(Content)
    ONUS_SAME(Pattern)
    ONUS_SAME(Union)
    ONUS_SAME(List)
    ONUS_SAME(Map)
    ONUS_SAME(Set)
    ONUS_SAME(Record)
    ONUS_SAME(Optional)
#undef ONUS_SAME
  }
  return std::nullopt;
}

uint8_t flagsOf(const ir::Type &type) {
  unsigned flags = (type.sensitive ? rt::typeSensitive : 0u) | (type.open ? rt::typeOpen : 0u) |
                   (type.nullable ? rt::typeNullable : 0u) | (ir::holdsSensitive(&type) ? rt::typeHoldsSensitive : 0u);
  return static_cast<uint8_t>(flags);
}

} // namespace

rt::Range Types::fields(const ir::Type &type) {
  std::vector<rt::FieldRow> fields;
  for (const ir::Field &field : type.fields)
    fields.push_back({rows_.text(field.name), row(field.type), 0});
  return rows_.share<rt::Section::Fields>(fields);
}

uint32_t Types::row(const ir::Type *type) {
  if (!type)
    return rt::none;
  if (auto found = known_.find(type); found != known_.end())
    return found->second;
  rt::TypeRow row;
  auto kind = kindOf(type->kind);
  if (!kind)
    rows_.refuse("the module holds a type that is none");
  row.kind = kind.value_or(rt::TypeKind::Bool);
  row.flags = flagsOf(*type);
  row.element = this->row(type->element);
  row.max = type->max;
  row.print = rows_.text(ir::print(type));
  if (type->kind == ir::TypeKind::Record)
    row.parts = fields(*type);
  std::vector<rt::TextRef> literals;
  for (llvm::StringRef literal : type->literals)
    literals.push_back(rows_.text(literal));
  if (type->kind == ir::TypeKind::Union)
    row.parts = rows_.share<rt::Section::TextRefs>(literals);
  return known_[type] = rows_.shareOne<rt::Section::Types>(row);
}

} // namespace onus::backends::bytecode
