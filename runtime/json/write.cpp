// SPDX-License-Identifier: Apache-2.0
#include "runtime/json/write.h"

#include "runtime/base/number.h"
#include "runtime/json/plain.h"
#include "runtime/value/access.h"
#include "runtime/value/text.h"

namespace onus::rt {

namespace {

/// The letter that follows a backslash in the short escape of a byte, or 0.
char shortEscape(char letter) {
  switch (letter) {
  case '"':
  case '\\':
    return letter;
  case '\b':
    return 'b';
  case '\f':
    return 'f';
  case '\n':
    return 'n';
  case '\r':
    return 'r';
  case '\t':
    return 't';
  default:
    return 0;
  }
}

void writeEscaped(char letter, Buffer &out) {
  if (char escape = shortEscape(letter)) {
    out.append('\\');
    out.append(escape);
  } else if (static_cast<unsigned char>(letter) < 0x20) {
    auto byte = static_cast<uint8_t>(letter);
    out.append("\\u00");
    out.appendHex(&byte, 1);
  } else {
    out.append(letter);
  }
}

class Writer {
public:
  Writer(const Pool &pool, Buffer &out) : pool_(pool), out_(out) {}
  void write(const Cell &value);

private:
  void writeItems(const Cell &value);
  void writeMembers(const Cell &value);

  const Pool &pool_;
  Buffer &out_;
  unsigned depth_ = 0;
};

void Writer::write(const Cell &value) {
  switch (value.kind) {
  case Kind::Absent:
  case Kind::JsonNull:
    return out_.append("null");
  case Kind::Bool:
  case Kind::JsonBool:
    return out_.append(value.payload ? Text("true") : Text("false"));
  case Kind::Int:
    return out_.appendInt(value.payload);
  case Kind::Decimal: {
    char text[numberRoom];
    return out_.append(Text(text, formatDecimal(value.payload, text)));
  }
  case Kind::JsonNumber:
    return out_.append(pool_.text(value));
  case Kind::String:
  case Kind::JsonString:
    return writeJsonString(pool_.text(value), out_);
  case Kind::Duration:
  case Kind::Date:
  case Kind::Instant:
  case Kind::Ip:
  case Kind::Cidr: // their texts hold nothing that needs an escape
    out_.append('"');
    writeText(pool_, value, out_);
    return out_.append('"');
  case Kind::List:
  case Kind::JsonArray:
    return writeItems(value);
  case Kind::Record:
  case Kind::JsonObject:
    return writeMembers(value);
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
  if (depth_ == cellDepth)
    return out_.fail();
  ++depth_;
  const Cell *cells = pool_.parts(value);
  bool first = true;
  out_.append('{');
  for (size_t at = 0; at < value.size; ++at) {
    if (cells[2 * at + 1].isAbsent())
      continue;
    if (!first)
      out_.append(',');
    first = false;
    writeJsonString(pool_.text(cells[2 * at]), out_);
    out_.append(':');
    write(cells[2 * at + 1]);
  }
  out_.append('}');
  --depth_;
}

} // namespace

void writeJsonString(Text text, Buffer &out) {
  out.append('"');
  const char *at = text.begin(), *end = text.end();
  while (at != end) {
    const char *plain = skipPlain(at, end);
    while (plain != end &&
           static_cast<unsigned char>(*plain) >= 0x80) // outside ASCII letters stand for themselves, too
      plain = skipPlain(plain + 1, end);
    out.append(Text(at, static_cast<size_t>(plain - at)));
    at = plain;
    if (at != end)
      writeEscaped(*at++, out);
  }
  out.append('"');
}

void writeJson(const Pool &pool, const Cell &value, Buffer &out) { Writer(pool, out).write(value); }

} // namespace onus::rt
