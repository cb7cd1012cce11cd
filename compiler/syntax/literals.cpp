// SPDX-License-Identifier: Apache-2.0
#include "syntax/literals.h"

#include "llvm/ADT/StringExtras.h"

namespace onus::syntax {
namespace {

/// Reads `u{…}` at the start of `rest`; gives its length, or 0 where it is none.
size_t unicodeEscape(llvm::StringRef rest, std::string &out) {
  if (!rest.startswith("u{"))
    return 0;
  size_t close = rest.find('}');
  if (close == llvm::StringRef::npos || close < 3 || close > 8)
    return 0;
  uint32_t scalar = 0;
  for (char c : rest.slice(2, close)) {
    unsigned digit = llvm::hexDigitValue(c);
    if (digit == ~0U)
      return 0;
    scalar = scalar * 16 + digit;
  }
  if (scalar > 0x10FFFF || (scalar >= 0xD800 && scalar <= 0xDFFF))
    return 0;
  appendUtf8(scalar, out);
  return close + 1;
}

/// Appends what the escape after a backslash means; gives its length, or 0 where it is none.
size_t readEscape(llvm::StringRef rest, std::string &out) {
  switch (rest.empty() ? '\0' : rest.front()) {
  case '"':
    out += '"';
    return 1;
  case '\\':
    out += '\\';
    return 1;
  case 'n':
    out += '\n';
    return 1;
  case 't':
    out += '\t';
    return 1;
  case 'r':
    out += '\r';
    return 1;
  default:
    return unicodeEscape(rest, out);
  }
}

/// How much of a wrong escape to show: the backslash and one character, or a whole `\u{…}`.
size_t badEscapeLength(llvm::StringRef rest) {
  if (rest.startswith("\\u{")) {
    size_t close = rest.find('}');
    if (close != llvm::StringRef::npos)
      return close + 1;
  }
  size_t end = std::min<size_t>(2, rest.size());
  while (end < rest.size() && (static_cast<unsigned char>(rest[end]) & 0xC0) == 0x80)
    ++end;
  return end;
}

} // namespace

void appendUtf8(uint32_t scalar, std::string &out) {
  auto add = [&](uint32_t byte) { out += static_cast<char>(byte); };
  if (scalar < 0x80)
    return add(scalar);
  if (scalar < 0x800) {
    add(0xC0 | scalar >> 6);
  } else {
    if (scalar < 0x10000) {
      add(0xE0 | scalar >> 12);
    } else {
      add(0xF0 | scalar >> 18);
      add(0x80 | (scalar >> 12 & 0x3F));
    }
    add(0x80 | (scalar >> 6 & 0x3F));
  }
  add(0x80 | (scalar & 0x3F));
}

std::string unescape(llvm::StringRef body, std::vector<BadEscape> &bad) {
  std::string out;
  out.reserve(body.size());
  for (size_t at = 0; at < body.size();) {
    size_t slash = std::min(body.find('\\', at), body.size());
    out.append(body.data() + at, slash - at);
    if (slash == body.size())
      break;
    size_t length = readEscape(body.substr(slash + 1), out);
    if (length == 0) {
      length = badEscapeLength(body.substr(slash)) - 1;
      bad.push_back({static_cast<uint32_t>(slash), static_cast<uint32_t>(slash + 1 + length)});
      out.append(body.data() + slash, length + 1);
    }
    at = slash + 1 + length;
  }
  return out;
}

std::string unescapePattern(llvm::StringRef body) {
  std::string out;
  out.reserve(body.size());
  for (size_t i = 0; i < body.size(); ++i) {
    bool pair = body[i] == '\\' && i + 1 < body.size();
    if (pair && body[i + 1] != '"')
      out += body[i];
    if (pair)
      ++i;
    out += body[i];
  }
  return out;
}

llvm::StringRef quotedBody(llvm::StringRef word) {
  word.consume_front("r");
  if (word.consume_front("\"")) {
    // The last quote closes the text unless a backslash stands before it (and no backslash before that one).
    size_t slashes = word.size() < 2 ? 0 : word.drop_back().size() - word.drop_back().rtrim('\\').size();
    if (word.endswith("\"") && slashes % 2 == 0)
      word = word.drop_back();
    return word;
  }
  if (word.size() < 2)
    return {};
  auto inside = [](char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; };
  word = word.drop_front().drop_while(inside);
  while (!word.empty() && inside(word.back()))
    word = word.drop_back();
  return word.drop_back(word.empty() ? 0 : 1);
}

std::string escape(llvm::StringRef text) {
  std::string out;
  for (char c : text) {
    switch (c) {
    case '"':
      out += "\\\"";
      break;
    case '\\':
      out += "\\\\";
      break;
    case '\n':
      out += "\\n";
      break;
    case '\t':
      out += "\\t";
      break;
    case '\r':
      out += "\\r";
      break;
    default:
      if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F)
        out += "\\u{" + llvm::utohexstr(static_cast<unsigned char>(c), true) + "}";
      else
        out += c;
    }
  }
  return out;
}

} // namespace onus::syntax
