// SPDX-License-Identifier: Apache-2.0
#include "runtime/state/stored_value.h"

namespace onus::rt {

namespace {

constexpr unsigned mostDepth = 256;
constexpr size_t leastBytes = 1; ///< of a value

class Storer {
public:
  Storer(const Pool &pool, Buffer &out) : pool_(pool), out_(out), writer_(out) {}

  void store(const Cell &value, unsigned depth) {
    if (depth > mostDepth)
      return out_.fail();
    writer_.byte(static_cast<uint8_t>(value.kind));
    switch (value.kind) {
    case Kind::Absent:
    case Kind::JsonNull:
      return;
    case Kind::Bool:
    case Kind::Int:
    case Kind::Decimal:
    case Kind::Duration:
    case Kind::Date:
    case Kind::Instant:
    case Kind::JsonBool:
      return writer_.number(value.payload);
    case Kind::String:
    case Kind::JsonNumber:
    case Kind::JsonString:
      return writer_.text(pool_.text(value));
    case Kind::Ip:
    case Kind::Cidr:
      return storeAddress(value);
    case Kind::List:
    case Kind::JsonArray:
      return storeParts(value, value.size, depth);
    case Kind::Record:
    case Kind::JsonObject:
      return storeParts(value, size_t{value.size} * 2, depth);
    }
  }

private:
  void storeAddress(const Cell &value) {
    writer_.byte(static_cast<uint8_t>(value.size));
    writer_.byte(value.prefix);
    out_.append(Text(pool_.text(value).data, 16));
  }
  void storeParts(const Cell &value, size_t count, unsigned depth) {
    writer_.word(value.size);
    const Cell *parts = pool_.parts(value);
    for (size_t at = 0; at < count; ++at)
      store(parts[at], depth + 1);
  }

  const Pool &pool_;
  Buffer &out_;
  BlobWriter writer_;
};

class Reader {
public:
  Reader(Text bytes, Arena &arena) : reader_(bytes), arena_(arena) {}

  bool read(Cell &value, unsigned depth) {
    uint8_t kind = reader_.byte();
    if (!reader_.ok() || depth > mostDepth || kind > static_cast<uint8_t>(Kind::JsonObject))
      return false;
    value = Cell();
    value.kind = static_cast<Kind>(kind);
    switch (value.kind) {
    case Kind::Absent:
    case Kind::JsonNull:
      return true;
    case Kind::Bool:
    case Kind::Int:
    case Kind::Decimal:
    case Kind::Duration:
    case Kind::Date:
    case Kind::Instant:
    case Kind::JsonBool:
      value.payload = reader_.number();
      return reader_.ok();
    case Kind::String:
    case Kind::JsonNumber:
    case Kind::JsonString:
      value = Cell::text(reader_.text(), value.kind);
      return reader_.ok();
    case Kind::Ip:
    case Kind::Cidr:
      return readAddress(value);
    case Kind::List:
    case Kind::JsonArray:
      return readParts(value, 1, depth);
    case Kind::Record:
    case Kind::JsonObject:
      return readParts(value, 2, depth);
    }
    return false;
  }
  bool atEnd() const { return reader_.atEnd(); }

private:
  bool readAddress(Cell &value) {
    value.size = reader_.byte();
    value.prefix = reader_.byte();
    Text bytes = reader_.take(16);
    bool isSound = (value.size == 4 && value.prefix <= 32) || (value.size == 16 && value.prefix <= 128);
    value.payload = Cell::address(bytes.data);
    return reader_.ok() && isSound;
  }
  bool readParts(Cell &value, size_t each, unsigned depth) {
    value.size = reader_.word();
    size_t count = size_t{value.size} * each;
    if (!reader_.ok() || count > reader_.left() / leastBytes)
      return false;
    Cell *parts = arena_.array<Cell>(count + 1);
    if (!parts)
      return false;
    for (size_t at = 0; at < count; ++at) {
      if (!read(parts[at], depth + 1))
        return false;
      bool isName = each == 2 && at % 2 == 0;
      if (isName && parts[at].kind != (value.kind == Kind::Record ? Kind::String : Kind::JsonString))
        return false;
    }
    value.payload = Cell::address(parts);
    return true;
  }

  BlobReader reader_;
  Arena &arena_;
};

} // namespace

void storeValue(const Pool &pool, const Cell &value, Buffer &out) { Storer(pool, out).store(value, 0); }

bool readStoredValue(Text bytes, Arena &arena, Cell &value) {
  Reader reader(bytes, arena);
  return reader.read(value, 0) && reader.atEnd();
}

} // namespace onus::rt
