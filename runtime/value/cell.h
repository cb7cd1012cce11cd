// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "runtime/base/text.h"

/// One value: sixteen bytes that say what it is and where its parts are. Events are read into cells, expressions give
/// cells, and the constants of a bundle are cells that lie in it: those are `stored`, and their payload counts from the
/// beginning of a section (format/layout.h) instead of being an address. Cells never change once made and are copied
/// freely; what they point to lives as long as the decision or the bundle.
namespace onus::rt {

enum class Kind : uint8_t {
  Absent,   ///< an optional that is not there
  Bool,     ///< payload 0 or 1
  Int,      ///< payload
  Decimal,  ///< payload: ten-thousandths
  String,   ///< size bytes of UTF-8
  Duration, ///< payload: milliseconds
  Date,     ///< payload: days since 1970-01-01
  Instant,  ///< payload: milliseconds since then
  Ip,       ///< 16 bytes at payload, the first four for IPv4; size 4 or 16
  Cidr,     ///< as Ip; `prefix` bits
  List,     ///< size cells (a set, too)
  Record,   ///< size pairs of cells, a String and its value (a map, too), in the document's order
  // JSON as it was read, of no type:
  JsonNull,
  JsonBool,   ///< payload 0 or 1
  JsonNumber, ///< size bytes: the number as it was written
  JsonString, ///< size bytes of UTF-8, escapes resolved
  JsonArray,  ///< size cells
  JsonObject, ///< size pairs of cells, a JsonString and its value
};

struct Cell {
  Kind kind = Kind::Absent;
  uint8_t stored = 0; ///< 1: in the bundle
  uint8_t prefix = 0; ///< of Cidr
  uint8_t reserved = 0;
  uint32_t size = 0;
  int64_t payload = 0;

  bool isAbsent() const { return kind == Kind::Absent; }
  bool isBool() const { return kind == Kind::Bool; }
  bool isTrue() const { return kind == Kind::Bool && payload != 0; }
  bool isJson() const { return kind >= Kind::JsonNull; }

  static Cell number(Kind kind, int64_t value) { return {kind, 0, 0, 0, 0, value}; }
  static Cell boolean(bool value) { return number(Kind::Bool, value); }
  static Cell text(Text text, Kind kind = Kind::String) {
    return {kind, 0, 0, 0, static_cast<uint32_t>(text.size), address(text.data)};
  }
  /// `size` counts cells of a list or array, pairs of a record or object.
  static Cell parts(Kind kind, const Cell *first, size_t size) {
    return {kind, 0, 0, 0, static_cast<uint32_t>(size), address(first)};
  }
  static int64_t address(const void *pointer) { return static_cast<int64_t>(reinterpret_cast<uintptr_t>(pointer)); }
  template <typename T>
  const T *pointer() const {
    return reinterpret_cast<const T *>(static_cast<uintptr_t>(payload));
  }
};
static_assert(sizeof(Cell) == 16);

/// Where stored cells count from: the texts, the constants and the addresses of a bundle.
struct Pool {
  const char *texts = nullptr;
  const Cell *cells = nullptr;
  const char *addresses = nullptr; ///< of Ip and Cidr

  /// The bytes of String, JsonString and JsonNumber, and of Ip and Cidr.
  Text text(const Cell &cell) const {
    const char *from = cell.kind == Kind::Ip || cell.kind == Kind::Cidr ? addresses : texts;
    return {cell.stored ? from + cell.payload : cell.pointer<char>(), cell.size};
  }
  /// The cells of List, JsonArray, Record and JsonObject (twice `size` for the latter two). Those of a stored cell are
  /// stored, too.
  const Cell *parts(const Cell &cell) const { return cell.stored ? cells + cell.payload : cell.pointer<Cell>(); }
};

} // namespace onus::rt
