// SPDX-License-Identifier: Apache-2.0
#include "base/json.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdlib>

namespace onus::json {

namespace {

/// Escapes what must be escaped and nothing else; RFC 8785 asks for the same.
void writeString(llvm::StringRef text, std::string &out) {
  out += '"';
  for (char c : text) {
    switch (c) {
    case '"':
      out += "\\\"";
      break;
    case '\\':
      out += "\\\\";
      break;
    case '\b':
      out += "\\b";
      break;
    case '\f':
      out += "\\f";
      break;
    case '\n':
      out += "\\n";
      break;
    case '\r':
      out += "\\r";
      break;
    case '\t':
      out += "\\t";
      break;
    default:
      if (static_cast<unsigned char>(c) < 0x20) {
        out += "\\u00";
        out += llvm::hexdigit(static_cast<unsigned>(c) >> 4, /*LowerCase=*/true);
        out += llvm::hexdigit(static_cast<unsigned>(c) & 15, /*LowerCase=*/true);
      } else {
        out += c;
      }
    }
  }
  out += '"';
}

/// As ECMAScript's Number::toString prints the nearest double; a number beyond every double keeps its text.
std::string ecmaScriptNumber(llvm::StringRef text) {
  double value = 0;
  // `from_chars` leaves the value alone where it is out of range; `strtod` then tells underflow from overflow.
  if (std::from_chars(text.begin(), text.end(), value).ec == std::errc::result_out_of_range)
    value = std::strtod(text.str().c_str(), nullptr);
  if (!std::isfinite(value))
    return text.str();
  if (value == 0)
    return "0";
  char buffer[32];
  auto end = std::to_chars(buffer, buffer + sizeof buffer, std::fabs(value), std::chars_format::scientific).ptr;
  auto [mantissa, exponentText] = llvm::StringRef(buffer, end - buffer).split('e');
  int exponent = 0;
  exponentText.consume_front("+");
  exponentText.getAsInteger(10, exponent);
  std::string digits = (mantissa.take_front(1) + mantissa.drop_front(std::min<size_t>(2, mantissa.size()))).str();
  int count = static_cast<int>(digits.size());
  int point = exponent + 1; // the decimal point stands after this many digits
  std::string result = value < 0 ? "-" : "";
  if (count <= point && point <= 21)
    return result + digits + std::string(static_cast<size_t>(point - count), '0');
  if (0 < point && point <= 21)
    return result + digits.substr(0, static_cast<size_t>(point)) + "." + digits.substr(static_cast<size_t>(point));
  if (-6 < point && point <= 0)
    return result + "0." + std::string(static_cast<size_t>(-point), '0') + digits;
  std::string fraction = count > 1 ? "." + digits.substr(1) : "";
  return result + digits[0] + fraction + (exponent < 0 ? "e-" : "e+") + std::to_string(std::abs(exponent));
}

struct Scalar {
  uint32_t value;
  size_t length;
};
/// Decodes one scalar of text that is known to be UTF-8.
Scalar decode(llvm::StringRef text) {
  auto byte = [&](size_t i) { return static_cast<uint32_t>(static_cast<unsigned char>(text[i])); };
  if (byte(0) < 0x80)
    return {byte(0), 1};
  size_t length = byte(0) >= 0xF0 ? 4 : byte(0) >= 0xE0 ? 3 : 2;
  uint32_t value = byte(0) & (0x7Fu >> length);
  for (size_t i = 1; i < length && i < text.size(); ++i)
    value = value << 6 | (byte(i) & 0x3F);
  return {value, std::min(length, text.size())};
}

/// Orders by UTF-16 code units: a scalar above U+FFFF sorts as its high surrogate, before U+E000 to U+FFFF.
bool lessUtf16(llvm::StringRef left, llvm::StringRef right) {
  while (!left.empty() && !right.empty()) {
    Scalar a = decode(left), b = decode(right);
    if (a.value != b.value) {
      auto unit = [](uint32_t scalar) { return scalar > 0xFFFF ? 0xD800 + ((scalar - 0x10000) >> 10) : scalar; };
      return unit(a.value) != unit(b.value) ? unit(a.value) < unit(b.value) : a.value < b.value;
    }
    left = left.drop_front(a.length);
    right = right.drop_front(b.length);
  }
  return left.empty() && !right.empty();
}

enum class Style { Compact, Pretty, Canonical };

class Writer {
public:
  explicit Writer(Style style) : style_(style) {}

  void write(const Value &value) {
    if (value.isNull())
      out_ += "null";
    else if (auto *flag = value.asBool())
      out_ += *flag ? "true" : "false";
    else if (auto *number = value.asNumber())
      out_ += style_ == Style::Canonical ? ecmaScriptNumber(number->text) : number->text;
    else if (auto *text = value.asString())
      writeString(*text, out_);
    else if (auto *array = value.asArray())
      writeArray(*array);
    else
      writeObject(*value.asObject());
  }
  std::string take() { return std::move(out_); }

private:
  void line() {
    if (style_ != Style::Pretty)
      return;
    out_ += '\n';
    out_.append(2 * depth_, ' ');
  }

  void writeArray(const Array &items) {
    out_ += '[';
    ++depth_;
    for (size_t i = 0; i < items.size(); ++i) {
      if (i)
        out_ += ',';
      line();
      write(items[i]);
    }
    --depth_;
    if (!items.empty())
      line();
    out_ += ']';
  }

  void writeObject(const Object &object) {
    std::vector<const Member *> members;
    for (const Member &member : object)
      members.push_back(&member);
    if (style_ == Style::Canonical)
      llvm::sort(members, [](auto *left, auto *right) { return lessUtf16(left->first, right->first); });
    out_ += '{';
    ++depth_;
    for (size_t i = 0; i < members.size(); ++i) {
      if (i)
        out_ += ',';
      line();
      writeString(members[i]->first, out_);
      out_ += style_ == Style::Pretty ? ": " : ":";
      write(members[i]->second);
    }
    --depth_;
    if (!members.empty())
      line();
    out_ += '}';
  }

  Style style_;
  std::string out_;
  size_t depth_ = 0;
};

std::string writeAs(const Value &value, Style style) {
  Writer writer(style);
  writer.write(value);
  return writer.take();
}

} // namespace

std::string write(const Value &value) { return writeAs(value, Style::Compact); }
std::string writePretty(const Value &value) { return writeAs(value, Style::Pretty) + "\n"; }
std::string writeCanonical(const Value &value) { return writeAs(value, Style::Canonical); }

} // namespace onus::json
