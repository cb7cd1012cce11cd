// SPDX-License-Identifier: Apache-2.0
#include "base/json.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Support/ConvertUTF.h"

#include <optional>

// A reader of its own: the libraries at hand turn numbers into doubles before one sees their text, and refuse valid
// numbers that a double cannot hold.
namespace onus::json {

const Value *Value::get(llvm::StringRef name) const {
  const Object *object = asObject();
  if (!object)
    return nullptr;
  for (const Member &member : *object)
    if (member.first == name)
      return &member.second;
  return nullptr;
}

llvm::StringRef Value::string(llvm::StringRef name, llvm::StringRef fallback) const {
  const Value *member = get(name);
  const std::string *text = member ? member->asString() : nullptr;
  return text ? llvm::StringRef(*text) : fallback;
}

namespace {

void appendScalar(std::string &out, uint32_t scalar) {
  char buffer[UNI_MAX_UTF8_BYTES_PER_CODE_POINT];
  char *end = buffer;
  llvm::ConvertCodePointToUTF8(scalar, end);
  out.append(buffer, end);
}

class Reader {
public:
  Reader(llvm::StringRef text, Limits limits) : text_(text), limits_(limits) {}

  std::variant<Value, Error> run() {
    skipSpace();
    Value value;
    if (!readValue(value, 1))
      return error_;
    skipSpace();
    if (at_ != text_.size()) {
      fail("unexpected text after the value", at_);
      return error_;
    }
    return value;
  }

private:
  bool fail(std::string message, size_t offset) {
    error_ = {std::move(message), offset};
    return false;
  }
  bool atEnd() const { return at_ >= text_.size(); }
  char peek() const { return atEnd() ? '\0' : text_[at_]; }
  bool take(char wanted) {
    if (atEnd() || text_[at_] != wanted)
      return false;
    ++at_;
    return true;
  }
  void skipSpace() {
    while (!atEnd() && (text_[at_] == ' ' || text_[at_] == '\t' || text_[at_] == '\n' || text_[at_] == '\r'))
      ++at_;
  }

  bool readValue(Value &out, unsigned depth) {
    if (atEnd())
      return fail("unexpected end of text", at_);
    switch (peek()) {
    case '{':
      return readObject(out, depth);
    case '[':
      return readArray(out, depth);
    case '"': {
      std::string text;
      if (!readString(text))
        return false;
      out = Value(std::move(text));
      return true;
    }
    case 't':
      return readWord("true", Value(true), out);
    case 'f':
      return readWord("false", Value(false), out);
    case 'n':
      return readWord("null", Value(), out);
    default:
      return readNumber(out);
    }
  }

  bool readWord(llvm::StringRef word, Value value, Value &out) {
    if (!text_.substr(at_).startswith(word))
      return fail("not a JSON value", at_);
    at_ += word.size();
    out = std::move(value);
    return true;
  }

  size_t takeDigits() {
    size_t begin = at_;
    while (!atEnd() && llvm::isDigit(text_[at_]))
      ++at_;
    return at_ - begin;
  }

  bool readNumber(Value &out) {
    size_t begin = at_;
    take('-');
    size_t wholeBegin = at_, whole = takeDigits();
    if (whole == 0)
      return fail(at_ == begin ? "not a JSON value" : "a number needs a digit here", at_);
    if (whole > 1 && text_[wholeBegin] == '0')
      return fail("a number has a leading zero", wholeBegin);
    if (take('.') && takeDigits() == 0)
      return fail("a number needs a digit after the point", at_);
    if (take('e') || take('E')) {
      if (!take('+'))
        take('-');
      if (takeDigits() == 0)
        return fail("a number needs a digit in its exponent", at_);
    }
    out = Number{text_.slice(begin, at_).str()};
    return true;
  }

  bool readArray(Value &out, unsigned depth) {
    if (depth > limits_.depth)
      return fail("nested deeper than " + std::to_string(limits_.depth) + " levels", at_);
    ++at_;
    Array items;
    skipSpace();
    if (!take(']')) {
      do {
        skipSpace();
        if (!readValue(items.emplace_back(), depth + 1))
          return false;
        skipSpace();
      } while (take(','));
      if (!take(']'))
        return fail(atEnd() ? "unexpected end of text" : "expected `,` or `]`", at_);
    }
    out = Value(std::move(items));
    return true;
  }

  bool readObject(Value &out, unsigned depth) {
    if (depth > limits_.depth)
      return fail("nested deeper than " + std::to_string(limits_.depth) + " levels", at_);
    ++at_;
    Object members;
    llvm::StringSet<> seen; // filled only where a linear search would cost more
    skipSpace();
    if (!take('}')) {
      do {
        skipSpace();
        if (!readMember(members, seen, depth))
          return false;
        skipSpace();
      } while (take(','));
      if (!take('}'))
        return fail(atEnd() ? "unexpected end of text" : "expected `,` or `}`", at_);
    }
    out = Value(std::move(members));
    return true;
  }

  bool readMember(Object &members, llvm::StringSet<> &seen, unsigned depth) {
    if (peek() != '"')
      return fail(atEnd() ? "unexpected end of text" : "expected a member's name in quotes", at_);
    size_t begin = at_;
    std::string name;
    if (!readString(name))
      return false;
    if (isDuplicate(members, seen, name))
      return fail("the member `" + name + "` stands twice in one object", begin);
    skipSpace();
    if (!take(':'))
      return fail(atEnd() ? "unexpected end of text" : "expected `:`", at_);
    skipSpace();
    members.emplace_back(std::move(name), Value());
    return readValue(members.back().second, depth + 1);
  }

  static bool isDuplicate(const Object &members, llvm::StringSet<> &seen, llvm::StringRef name) {
    constexpr size_t few = 16;
    if (members.size() < few)
      return llvm::any_of(members, [&](const Member &member) { return member.first == name; });
    if (seen.empty())
      for (const Member &member : members)
        seen.insert(member.first);
    return !seen.insert(name).second;
  }

  bool readString(std::string &out) {
    ++at_;
    while (true) {
      size_t begin = at_;
      while (!atEnd() && isPlain(text_[at_]))
        ++at_;
      out.append(text_.data() + begin, at_ - begin);
      if (atEnd())
        return fail("a string is not closed", at_);
      unsigned char next = static_cast<unsigned char>(text_[at_]);
      if (next == '"') {
        ++at_;
        return true;
      }
      if (next == '\\') {
        if (!readEscape(out))
          return false;
      } else if (next < 0x20) {
        return fail("a control character in a string must be escaped", at_);
      } else if (!readUtf8(out)) {
        return false;
      }
    }
  }
  static bool isPlain(char c) { return static_cast<signed char>(c) >= 0x20 && c != '"' && c != '\\'; }

  bool readUtf8(std::string &out) {
    auto *begin = reinterpret_cast<const llvm::UTF8 *>(text_.data() + at_);
    auto *end = reinterpret_cast<const llvm::UTF8 *>(text_.data() + text_.size());
    unsigned length = llvm::getNumBytesForUTF8(*begin);
    if (length > static_cast<size_t>(end - begin) || !llvm::isLegalUTF8Sequence(begin, end))
      return fail("the text is not UTF-8", at_);
    out.append(text_.data() + at_, length);
    at_ += length;
    return true;
  }

  std::optional<uint32_t> readHex4() {
    uint32_t value = 0;
    llvm::StringRef digits = text_.substr(at_, 4);
    if (digits.size() < 4 || !llvm::all_of(digits, [](char c) { return llvm::isHexDigit(c); }) ||
        digits.getAsInteger(16, value))
      return std::nullopt;
    at_ += 4;
    return value;
  }

  bool readEscape(std::string &out) {
    size_t begin = at_;
    ++at_;
    constexpr llvm::StringLiteral letters = "\"\\/bfnrt", meanings = "\"\\/\b\f\n\r\t";
    size_t simple = atEnd() ? llvm::StringRef::npos : letters.find(peek());
    if (simple != llvm::StringRef::npos) {
      out += meanings[simple];
      ++at_;
      return true;
    }
    auto first = take('u') ? readHex4() : std::nullopt;
    if (!first)
      return fail("an escape that JSON does not have", begin);
    uint32_t scalar = *first;
    if (scalar >= 0xD800 && scalar < 0xDC00) {
      auto second = take('\\') && take('u') ? readHex4() : std::nullopt;
      if (!second || *second < 0xDC00 || *second > 0xDFFF)
        return fail("a lone surrogate", begin);
      scalar = 0x10000 + ((scalar - 0xD800) << 10) + (*second - 0xDC00);
    } else if (scalar >= 0xDC00 && scalar <= 0xDFFF) {
      return fail("a lone surrogate", begin);
    }
    appendScalar(out, scalar);
    return true;
  }

  llvm::StringRef text_;
  Limits limits_;
  size_t at_ = 0;
  Error error_;
};

} // namespace

std::variant<Value, Error> parse(llvm::StringRef text, Limits limits) { return Reader(text, limits).run(); }

} // namespace onus::json
