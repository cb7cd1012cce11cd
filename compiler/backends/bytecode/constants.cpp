// SPDX-License-Identifier: Apache-2.0
#include "backends/bytecode/parts.h"

namespace onus::backends::bytecode {

namespace {

using evaluate::Value;
using evaluate::ValueKind;
using rt::Cell;
using rt::Kind;

Cell storedText(Rows &rows, llvm::StringRef text, Kind kind) {
  rt::TextRef ref = rows.text(text);
  return {kind, 1, 0, 0, ref.size, ref.offset};
}

/// `size` counts cells, or pairs of them.
Cell storedParts(Rows &rows, llvm::ArrayRef<Cell> parts, size_t size, Kind kind) {
  rt::Range range = rows.share<rt::Section::Constants>(parts);
  return {kind, 1, 0, 0, static_cast<uint32_t>(size), range.first};
}

Cell storedAddress(Rows &rows, const ir::IpAddress &address, Kind kind, unsigned prefix) {
  llvm::ArrayRef<uint8_t> bytes(address.bytes.data(), address.v6 ? 16 : 4);
  rt::Range range = rows.share<rt::Section::Addresses>(bytes, Rows::always);
  return {kind, 1, static_cast<uint8_t>(prefix), 0, range.count, range.first};
}

Cell storedNumber(Kind kind, int64_t number) { return {kind, 1, 0, 0, 0, number}; }

Cell storedJson(Rows &rows, const json::Value &value) {
  if (value.isNull())
    return storedNumber(Kind::JsonNull, 0);
  if (const bool *flag = value.asBool())
    return storedNumber(Kind::JsonBool, *flag);
  if (const json::Number *number = value.asNumber())
    return storedText(rows, number->text, Kind::JsonNumber);
  if (const std::string *text = value.asString())
    return storedText(rows, *text, Kind::JsonString);
  std::vector<Cell> parts;
  if (const json::Array *items = value.asArray()) {
    for (const json::Value &item : *items)
      parts.push_back(storedJson(rows, item));
    return storedParts(rows, parts, parts.size(), Kind::JsonArray);
  }
  for (const json::Member &member : *value.asObject()) {
    parts.push_back(storedText(rows, member.first, Kind::JsonString));
    parts.push_back(storedJson(rows, member.second));
  }
  return storedParts(rows, parts, parts.size() / 2, Kind::JsonObject);
}

Cell storedList(Rows &rows, const evaluate::Items &items) {
  std::vector<Cell> parts;
  for (const Value &item : items)
    parts.push_back(storedCell(rows, item));
  return storedParts(rows, parts, parts.size(), Kind::List);
}

Cell storedRecord(Rows &rows, const evaluate::Members &members) {
  std::vector<Cell> parts;
  for (const evaluate::Member &member : members) {
    parts.push_back(storedText(rows, member.first, Kind::String));
    parts.push_back(storedCell(rows, member.second));
  }
  return storedParts(rows, parts, members.size(), Kind::Record);
}

} // namespace

Cell storedCell(Rows &rows, const Value &value) {
  switch (value.kind()) {
  case ValueKind::Absent:
    return storedNumber(Kind::Absent, 0);
  case ValueKind::Bool:
    return storedNumber(Kind::Bool, value.number());
  case ValueKind::Int:
    return storedNumber(Kind::Int, value.number());
  case ValueKind::Decimal:
    return storedNumber(Kind::Decimal, value.number());
  case ValueKind::Duration:
    return storedNumber(Kind::Duration, value.number());
  case ValueKind::Date:
    return storedNumber(Kind::Date, value.number());
  case ValueKind::Instant:
    return storedNumber(Kind::Instant, value.number());
  case ValueKind::String:
    return storedText(rows, *value.asString(), Kind::String);
  case ValueKind::Ip:
    return storedAddress(rows, *value.asIp(), Kind::Ip, 0);
  case ValueKind::Cidr:
    return storedAddress(rows, value.asCidr()->network, Kind::Cidr, value.asCidr()->prefix);
  case ValueKind::List:
    return storedList(rows, *value.asList());
  case ValueKind::Record:
    return storedRecord(rows, *value.asRecord());
  case ValueKind::Json:
    return storedJson(rows, *value.asJson());
  }
  return {};
}

uint32_t constant(Rows &rows, const Value &value) {
  return rows.shareOne<rt::Section::Constants>(storedCell(rows, value));
}

} // namespace onus::backends::bytecode
