// SPDX-License-Identifier: Apache-2.0
#include "runtime/json/canonical.h"

#include "runtime/base/number.h"
#include "runtime/base/sort.h"
#include "runtime/json/nearest.h"
#include "runtime/json/write.h"
#include "runtime/value/access.h"

namespace onus::rt {

namespace {

void appendZeros(int count, Buffer &out) {
  for (; count > 0; --count)
    out.append('0');
}

/// As ECMAScript's Number::toString prints a double above zero.
void writeNearest(const Nearest &number, Buffer &out) {
  Text digits(number.digits, number.count);
  int count = number.count, point = number.point; // the decimal point stands after `point` digits
  if (count <= point && point <= 21) {
    out.append(digits);
    return appendZeros(point - count, out);
  }
  if (0 < point && point <= 21) {
    out.append(digits.part(0, static_cast<size_t>(point)));
    out.append('.');
    return out.append(digits.part(static_cast<size_t>(point)));
  }
  if (-6 < point && point <= 0) {
    out.append("0.");
    appendZeros(-point, out);
    return out.append(digits);
  }
  out.append(digits[0]);
  if (count > 1) {
    out.append('.');
    out.append(digits.part(1));
  }
  int exponent = point - 1;
  out.append(exponent < 0 ? Text("e-") : Text("e+"));
  out.appendInt(exponent < 0 ? -exponent : exponent);
}

class Writer {
public:
  Writer(const Pool &pool, Arena &scratch, Buffer &out, Numbers numbers)
      : pool_(pool), scratch_(scratch), out_(out), numbers_(numbers) {}
  void write(const Cell &value);

private:
  void writeNumber(Text number) {
    if (numbers_ == Numbers::Exact && !isHeldExactly(number))
      return writeJsonString(number, out_);
    writeCanonicalNumber(number, out_);
  }
  void writeItems(const Cell &value);
  void writeMembers(const Cell &value);

  const Pool &pool_;
  Arena &scratch_;
  Buffer &out_;
  Numbers numbers_;
  unsigned depth_ = 0;
};

void Writer::write(const Cell &value) {
  switch (value.kind) {
  case Kind::Int: {
    char text[numberRoom];
    return writeNumber(Text(text, formatInt(value.payload, text)));
  }
  case Kind::Decimal: {
    char text[numberRoom];
    return writeNumber(Text(text, formatDecimal(value.payload, text)));
  }
  case Kind::JsonNumber:
    return writeNumber(pool_.text(value));
  case Kind::List:
  case Kind::JsonArray:
    return writeItems(value);
  case Kind::Record:
  case Kind::JsonObject:
    return writeMembers(value);
  case Kind::Absent:
  case Kind::Bool:
  case Kind::String:
  case Kind::Duration:
  case Kind::Date:
  case Kind::Instant:
  case Kind::Ip:
  case Kind::Cidr:
  case Kind::JsonNull:
  case Kind::JsonBool:
  case Kind::JsonString:
    return writeJson(pool_, value, out_);
  }
}

void Writer::writeItems(const Cell &value) {
  if (depth_ == cellDepth)
    return out_.fail();
  ++depth_;
  const Cell *items = pool_.parts(value);
  out_.append('[');
  for (uint32_t at = 0; at < value.size; ++at) {
    if (at)
      out_.append(',');
    write(items[at]);
  }
  out_.append(']');
  --depth_;
}

void Writer::writeMembers(const Cell &value) {
  const Cell *cells = pool_.parts(value);
  auto **order = scratch_.array<const Cell *>(value.size);
  if (depth_ == cellDepth || (value.size && !order))
    return out_.fail();
  ++depth_;
  size_t count = 0;
  for (size_t at = 0; at < value.size; ++at)
    if (!cells[2 * at + 1].isAbsent())
      order[count++] = cells + 2 * at;
  sort(order, count,
       [&](const Cell *left, const Cell *right) { return lessUtf16(pool_.text(*left), pool_.text(*right)); });
  out_.append('{');
  for (size_t at = 0; at < count; ++at) {
    if (at)
      out_.append(',');
    writeJsonString(pool_.text(*order[at]), out_);
    out_.append(':');
    write(order[at][1]);
  }
  out_.append('}');
  --depth_;
}

} // namespace

void writeCanonical(const Pool &pool, const Cell &value, Arena &scratch, Buffer &out, Numbers numbers) {
  Writer(pool, scratch, out, numbers).write(value);
}

void writeCanonicalNumber(Text number, Buffer &out) {
  Nearest nearest = nearestOf(number);
  switch (nearest.size) {
  case Nearest::Size::Zero:
    return out.append('0');
  case Nearest::Size::Beyond:
    return out.append(number);
  case Nearest::Size::Finite:
    if (nearest.negative)
      out.append('-');
    return writeNearest(nearest, out);
  }
}

bool isHeldExactly(Text number) {
  Nearest nearest = nearestOf(number);
  return nearest.exact || nearest.size == Nearest::Size::Beyond;
}

bool lessUtf16(Text left, Text right) {
  size_t shared = left.size < right.size ? left.size : right.size, at = 0;
  while (at < shared && left[at] == right[at])
    ++at;
  if (at == shared)
    return left.size < right.size;
  // UTF-8 orders as scalars do. Those above U+FFFF begin with 0xF0 or more, those from U+E000 on with 0xEE or 0xEF.
  auto one = static_cast<unsigned char>(left[at]), other = static_cast<unsigned char>(right[at]);
  if (one >= 0xEE && other >= 0xEE && (one >= 0xF0) != (other >= 0xF0))
    return one >= 0xF0;
  return one < other;
}

} // namespace onus::rt
