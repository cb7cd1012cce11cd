// SPDX-License-Identifier: Apache-2.0
#include "runtime/value/access.h"

namespace onus::rt {

Text describe(Kind kind) {
  switch (kind) {
  case Kind::Absent:
    return "nothing";
  case Kind::Bool:
    return "a bool";
  case Kind::Int:
    return "an int";
  case Kind::Decimal:
    return "a decimal";
  case Kind::String:
    return "a string";
  case Kind::Duration:
    return "a duration";
  case Kind::Date:
    return "a date";
  case Kind::Instant:
    return "an instant";
  case Kind::Ip:
    return "an ip";
  case Kind::Cidr:
    return "a cidr";
  case Kind::List:
    return "a list";
  case Kind::Record:
    return "a record";
  case Kind::JsonNull:
  case Kind::JsonBool:
  case Kind::JsonNumber:
  case Kind::JsonString:
  case Kind::JsonArray:
  case Kind::JsonObject:
    return "json";
  }
  return {};
}

Text describeJson(Kind kind) {
  if (kind == Kind::JsonNull)
    return "null";
  if (kind == Kind::JsonBool)
    return "a bool";
  if (kind == Kind::JsonNumber)
    return "a number";
  if (kind == Kind::JsonString)
    return "a string";
  if (kind == Kind::JsonArray)
    return "a list";
  return kind == Kind::JsonObject ? Text("an object") : describe(kind);
}

const Cell *member(const Pool &pool, const Cell &cell, Text name) {
  if (cell.kind != Kind::Record && cell.kind != Kind::JsonObject)
    return nullptr;
  const Cell *cells = pool.parts(cell);
  for (size_t at = 0; at < cell.size; ++at)
    if (cells[2 * at].size == name.size && pool.text(cells[2 * at]) == name)
      return &cells[2 * at + 1];
  return nullptr;
}

IpAddress ipOf(const Pool &pool, const Cell &cell) {
  IpAddress address;
  Text bytes = pool.text(cell);
  address.v6 = bytes.size == 16;
  memcpy(address.bytes, bytes.data, address.size());
  return address;
}

CidrBlock cidrOf(const Pool &pool, const Cell &cell) { return {ipOf(pool, cell), cell.prefix}; }

Cell ipCell(const IpAddress &address, Arena &arena) {
  char *bytes = arena.array<char>(sizeof address.bytes);
  if (!bytes)
    return {};
  memcpy(bytes, address.bytes, sizeof address.bytes);
  return Cell::text({bytes, address.size()}, Kind::Ip);
}

Cell cidrCell(const CidrBlock &block, Arena &arena) {
  Cell cell = ipCell(block.network, arena);
  if (cell.isAbsent())
    return cell;
  cell.kind = Kind::Cidr;
  cell.prefix = static_cast<uint8_t>(block.prefix);
  return cell;
}

} // namespace onus::rt
