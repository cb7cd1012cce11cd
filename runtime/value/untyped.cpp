// SPDX-License-Identifier: Apache-2.0
#include "runtime/value/untyped.h"

#include "runtime/value/access.h"
#include "runtime/value/text.h"

namespace onus::rt {

namespace {

class Converter {
public:
  Converter(const Pool &pool, Arena &arena) : pool_(pool), arena_(arena) {}
  bool convert(const Cell &value, Cell &into);

private:
  bool written(const Cell &value, Kind kind, Cell &into) {
    into = Cell::text(textOf(pool_, value, arena_), kind);
    return !arena_.exhausted();
  }
  bool convertItems(const Cell &value, Cell &into);
  bool convertMembers(const Cell &value, Cell &into);

  const Pool &pool_;
  Arena &arena_;
  unsigned depth_ = 0;
};

bool Converter::convert(const Cell &value, Cell &into) {
  into = value;
  switch (value.kind) {
  case Kind::Absent:
    into = Cell::number(Kind::JsonNull, 0);
    return true;
  case Kind::Bool:
    into.kind = Kind::JsonBool;
    return true;
  case Kind::String:
    into.kind = Kind::JsonString;
    return true;
  case Kind::Int:
  case Kind::Decimal:
    return written(value, Kind::JsonNumber, into);
  case Kind::Duration:
  case Kind::Date:
  case Kind::Instant:
  case Kind::Ip:
  case Kind::Cidr:
    return written(value, Kind::JsonString, into);
  case Kind::List:
  case Kind::Record: {
    if (depth_ == cellDepth)
      return arena_.take(SIZE_MAX) != nullptr;
    ++depth_;
    bool done = value.kind == Kind::List ? convertItems(value, into) : convertMembers(value, into);
    --depth_;
    return done;
  }
  case Kind::JsonNull:
  case Kind::JsonBool:
  case Kind::JsonNumber:
  case Kind::JsonString:
  case Kind::JsonArray:
  case Kind::JsonObject:
    return true;
  }
  return false;
}

bool Converter::convertItems(const Cell &value, Cell &into) {
  const Cell *items = pool_.parts(value);
  Cell *made = arena_.array<Cell>(value.size);
  if (!made && value.size)
    return false;
  for (size_t at = 0; at < value.size; ++at)
    if (!convert(items[at], made[at]))
      return false;
  into = Cell::parts(Kind::JsonArray, made, value.size);
  return true;
}

bool Converter::convertMembers(const Cell &value, Cell &into) {
  const Cell *cells = pool_.parts(value);
  Cell *made = arena_.array<Cell>(2 * size_t{value.size});
  if (!made && value.size)
    return false;
  size_t count = 0;
  for (size_t at = 0; at < value.size; ++at) {
    if (cells[2 * at + 1].isAbsent())
      continue;
    if (!convert(cells[2 * at], made[2 * count]) || !convert(cells[2 * at + 1], made[2 * count + 1]))
      return false;
    ++count;
  }
  into = Cell::parts(Kind::JsonObject, made, count);
  return true;
}

} // namespace

bool untyped(const Pool &pool, const Cell &value, Arena &arena, Cell &into) {
  return Converter(pool, arena).convert(value, into);
}

} // namespace onus::rt
