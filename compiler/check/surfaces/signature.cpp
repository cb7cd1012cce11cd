// SPDX-License-Identifier: Apache-2.0
#include "check/surfaces/signature.h"

#include <optional>

namespace onus::check::surfaces {
namespace {

using ir::Type;
using ir::TypeKind;

/// The written size, the schema's where none is written, or nothing where the written one is larger.
std::optional<int64_t> narrowMax(int64_t written, int64_t schema, int64_t byDefault) {
  if (written == 0)
    return schema;
  if (written > (schema ? schema : byDefault))
    return std::nullopt;
  return written;
}

const Type *narrowRecord(ir::TypeTable &types, const Type *written, const Type *schema) {
  if (written->open && !schema->open)
    return nullptr;
  std::vector<ir::Field> fields;
  for (const ir::Field &field : written->fields) {
    const ir::Field *known = schema->field(field.name);
    if (!known && !schema->open)
      return nullptr;
    const Type *type = known ? narrow(types, field.type, known->type) : field.type;
    if (!type)
      return nullptr;
    fields.push_back({field.name, type});
  }
  for (const ir::Field &field : schema->fields)
    if (!written->field(field.name) && !field.type->isOptional())
      return nullptr; // no value would have both shapes
  return types.record(fields, written->open);
}

const Type *narrowElement(ir::TypeTable &types, const Type *written, const Type *schema) {
  const Type *element = narrow(types, written->element, schema->element);
  if (!element)
    return nullptr;
  if (written->kind == TypeKind::Map)
    return types.map(element);
  auto max = narrowMax(written->max, schema->max, ir::defaultMaxItems);
  return max ? types.list(element, *max) : nullptr;
}

/// Neither is optional or sensitive.
const Type *narrowPlain(ir::TypeTable &types, const Type *written, const Type *schema) {
  if (written == schema || schema->isError() || schema->kind == TypeKind::Json)
    return written;
  if (written->kind == TypeKind::String && schema->kind == TypeKind::String) {
    auto max = narrowMax(written->max, schema->max, ir::defaultMaxStringBytes);
    return max ? types.string(*max) : nullptr;
  }
  if (written->kind != schema->kind)
    return ir::assignable(written, schema) ? written : nullptr;
  if (written->kind == TypeKind::Record)
    return narrowRecord(types, written, schema);
  if (written->kind == TypeKind::List || written->kind == TypeKind::Map)
    return narrowElement(types, written, schema);
  return ir::assignable(written, schema) ? written : nullptr;
}

} // namespace

const Type *narrow(ir::TypeTable &types, const Type *written, const Type *schema) {
  if (written->isError() || schema->isError())
    return written;
  if (written->isOptional()) {
    if (!schema->isOptional() && schema->kind != TypeKind::Json)
      return nullptr;
    const Type *inner = narrow(types, written->element, types.withoutOptional(schema));
    return inner ? types.optional(inner, schema->nullable) : nullptr;
  }
  if (schema->isOptional())
    return narrow(types, written, schema->element);
  bool sensitive = written->sensitive || schema->sensitive;
  const Type *type = narrowPlain(types, types.withoutSensitive(written), types.withoutSensitive(schema));
  return type && sensitive ? types.sensitive(type) : type;
}

} // namespace onus::check::surfaces
