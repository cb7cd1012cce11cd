// SPDX-License-Identifier: Apache-2.0
#include "runtime/value/text.h"

#include "runtime/base/number.h"
#include "runtime/base/time.h"
#include "runtime/value/access.h"

namespace onus::rt {

namespace {

void writeDecimal(int64_t scaled, Buffer &out) {
  char text[numberRoom];
  out.append(Text(text, formatDecimal(scaled, text)));
}

void writeTime(const Cell &value, Buffer &out) {
  char text[timeRoom];
  size_t size = value.kind == Kind::Duration ? formatDuration(value.payload, text)
                : value.kind == Kind::Date   ? formatDay(static_cast<int32_t>(value.payload), text)
                                             : formatInstant(value.payload, text);
  out.append(Text(text, size));
}

void writeAddress(const Pool &pool, const Cell &value, Buffer &out) {
  char text[addressRoom];
  size_t size = value.kind == Kind::Ip ? formatIp(ipOf(pool, value), text) : formatCidr(cidrOf(pool, value), text);
  out.append(Text(text, size));
}

class Writer {
public:
  Writer(const Pool &pool, Buffer &out) : pool_(pool), out_(out) {}
  void write(const Cell &value);

private:
  /// The cells of a list, or a record's names and values, each on a line of its own.
  void writeLines(const Cell &value, size_t count);

  const Pool &pool_;
  Buffer &out_;
  unsigned depth_ = 0;
};

void Writer::write(const Cell &value) {
  switch (value.kind) {
  case Kind::Absent:
  case Kind::JsonNull:
    return;
  case Kind::Bool:
  case Kind::JsonBool:
    return out_.append(value.payload ? Text("true") : Text("false"));
  case Kind::Int:
    return out_.appendInt(value.payload);
  case Kind::Decimal:
    return writeDecimal(value.payload, out_);
  case Kind::String:
  case Kind::JsonString:
    return out_.append(pool_.text(value));
  case Kind::Duration:
  case Kind::Date:
  case Kind::Instant:
    return writeTime(value, out_);
  case Kind::Ip:
  case Kind::Cidr:
    return writeAddress(pool_, value, out_);
  case Kind::JsonNumber: {
    int64_t scaled = 0;
    if (parseDecimal(pool_.text(value), scaled))
      return writeDecimal(scaled, out_);
    return out_.append(pool_.text(value));
  }
  case Kind::List:
  case Kind::JsonArray:
    return writeLines(value, value.size);
  case Kind::Record:
  case Kind::JsonObject:
    return writeLines(value, 2 * size_t{value.size});
  }
}

void Writer::writeLines(const Cell &value, size_t count) {
  if (depth_ == cellDepth)
    return out_.fail();
  ++depth_;
  const Cell *cells = pool_.parts(value);
  for (size_t at = 0; at < count; ++at) {
    if (at)
      out_.append('\n');
    write(cells[at]);
  }
  --depth_;
}

} // namespace

void writeText(const Pool &pool, const Cell &value, Buffer &out) { Writer(pool, out).write(value); }

Text textOf(const Pool &pool, const Cell &value, Arena &arena) {
  if (value.kind == Kind::String || value.kind == Kind::JsonString)
    return pool.text(value);
  Buffer out(arena);
  writeText(pool, value, out);
  if (!out.failed())
    return out.text();
  arena.take(SIZE_MAX); // a value too deep is as a lack of memory
  return {};
}

} // namespace onus::rt
