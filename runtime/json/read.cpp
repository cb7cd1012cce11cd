// SPDX-License-Identifier: Apache-2.0
#include "runtime/json/read.h"

#include "runtime/base/ascii.h"
#include "runtime/base/number.h"
#include "runtime/base/utf8.h"
#include "runtime/json/duplicates.h"
#include "runtime/json/open_cells.h"
#include "runtime/json/plain.h"

#include <new>

namespace onus::rt {

namespace {

/// A member's name that was written with escapes, and where.
struct EscapedName {
  const char *decoded;
  size_t offset;
  EscapedName *next;
};

class Reader {
public:
  Reader(Text text, Arena &arena, JsonError &error, unsigned depth)
      : text_(text), at_(text.begin()), end_(text.end()), arena_(arena), open_(arena), limit_(depth), error_(error) {}
  bool run(Cell &value);

private:
  struct Frame {
    uint32_t begin; ///< its first cell among the open ones
    bool isObject;
  };
  /// Up to so many members each name is compared with those before it; names beyond wait until the object is closed.
  static constexpr size_t few = 16;

  bool fail(Text message, const char *at);
  bool failHere(Text message) { return fail(at_ == end_ ? Text("unexpected end of text") : message, at_); }
  bool failDepth();
  bool failDuplicate(Text name, size_t offset);
  bool failEarliestDuplicate();
  size_t namesOf(unsigned frame) const;
  size_t offsetOf(Text name) const;
  bool take(char wanted) {
    if (at_ == end_ || *at_ != wanted)
      return false;
    ++at_;
    return true;
  }
  void skipSpace() {
    while (at_ != end_ && (*at_ == ' ' || *at_ == '\n' || *at_ == '\t' || *at_ == '\r'))
      ++at_;
  }

  bool readValue(Cell &value);
  bool readSteps(Cell &value, bool &closed);
  bool open(Cell &value, bool &closed);
  bool close(Cell &value);
  bool readName();
  bool readScalar(Cell &value);
  bool readWord(Text word, Cell made, Cell &value);
  bool readNumber(Cell &value);
  bool takeDigits();
  bool readString(Text &string);
  bool readUtf8();
  bool readEscaped(const char *begin, Text &string);
  void copyPlain();
  bool readEscape();
  bool readHex4(uint32_t &value);

  Text text_;
  const char *at_;
  const char *end_;
  Arena &arena_;
  OpenCells open_;
  Frame *frames_ = nullptr;
  unsigned depth_ = 0; ///< how many frames are open
  unsigned limit_;
  char *decoded_ = nullptr; ///< where the next letter of an escaped string goes; room for all of the rest of the text
  EscapedName *escapedNames_ = nullptr;
  JsonError &error_;
};

bool Reader::run(Cell &value) {
  if (text_.size > UINT32_MAX)
    return fail("the text is longer than 4 GiB", at_);
  constexpr unsigned deepest = 1024;
  limit_ = limit_ < deepest ? limit_ : deepest;
  frames_ = arena_.array<Frame>(limit_ + 1); // one, too, where nothing may nest
  size_t guess = text_.size / 16;            // cells that are open at once in most texts
  if (!frames_ || !open_.reserve(guess < 64 ? 64 : guess))
    return false;
  skipSpace();
  if (!readValue(value))
    return false;
  skipSpace();
  return at_ == end_ || fail("unexpected text after the value", at_);
}

/// A duplicate name is the earlier mistake, wherever another one was met: names beyond the first few are compared late.
bool Reader::fail(Text message, const char *at) {
  error_ = {message, static_cast<size_t>(at - text_.data)};
  return failEarliestDuplicate();
}

bool Reader::failDepth() {
  char *room = arena_.array<char>(48);
  if (!room)
    return false;
  Text before = "nested deeper than ", after = " levels";
  char digits[numberRoom];
  size_t count = formatInt(limit_, digits), size = before.size;
  memcpy(room, before.data, before.size);
  memcpy(room + size, digits, count);
  size += count;
  memcpy(room + size, after.data, after.size);
  return fail({room, size + after.size}, at_);
}

bool Reader::failDuplicate(Text name, size_t offset) {
  Text before = "the member `", after = "` stands twice in one object";
  size_t size = before.size + name.size + after.size;
  char *room = arena_.array<char>(size);
  if (!room)
    return false;
  memcpy(room, before.data, before.size);
  if (name.size)
    memcpy(room + before.size, name.data, name.size);
  memcpy(room + before.size + name.size, after.data, after.size);
  error_ = {{room, size}, offset};
  return false;
}

/// How many names a frame has so far; none for an array.
size_t Reader::namesOf(unsigned frame) const {
  size_t end = frame + 1 < depth_ ? frames_[frame + 1].begin : open_.size();
  return frames_[frame].isObject ? (end - frames_[frame].begin + 1) / 2 : 0;
}

size_t Reader::offsetOf(Text name) const {
  for (const EscapedName *escaped = escapedNames_; escaped; escaped = escaped->next)
    if (escaped->decoded == name.data)
      return escaped->offset;
  return static_cast<size_t>(name.data - text_.data) - 1;
}

/// Reports the duplicate that stands first in the text, if the open objects have any that was not compared yet; leaves
/// the error alone otherwise.
bool Reader::failEarliestDuplicate() {
  size_t earliest = SIZE_MAX;
  Text name;
  for (unsigned frame = 0; frame < depth_; ++frame) {
    size_t count = namesOf(frame);
    if (count <= few)
      continue;
    const Cell *names = open_.at(frames_[frame].begin);
    size_t place = firstRepeated(names, count, arena_);
    if (place == SIZE_MAX)
      continue;
    Text found(names[2 * place].pointer<char>(), names[2 * place].size);
    if (offsetOf(found) < earliest) {
      earliest = offsetOf(found);
      name = found;
    }
  }
  return earliest == SIZE_MAX ? false : failDuplicate(name, earliest);
}

/// Reads a value with all that it holds, without recursion.
bool Reader::readValue(Cell &value) {
  while (true) {
    bool closed = true;
    bool isOpening = at_ != end_ && (*at_ == '{' || *at_ == '[');
    if (isOpening ? !open(value, closed) : !readScalar(value))
      return false;
    if (closed && !readSteps(value, closed))
      return false;
    if (closed)
      return true;
  }
}

/// Puts a value that was read into the object or array around it, and closes those that end with it. Then either the
/// outermost value is closed, or the next value follows.
bool Reader::readSteps(Cell &value, bool &closed) {
  while (depth_ > 0) {
    if (!open_.push(value))
      return false;
    skipSpace();
    bool isObject = frames_[depth_ - 1].isObject;
    if (take(',')) {
      closed = false;
      skipSpace();
      return !isObject || readName();
    }
    if (!take(isObject ? '}' : ']'))
      return failHere(isObject ? Text("expected `,` or `}`") : Text("expected `,` or `]`"));
    if (!close(value))
      return false;
  }
  return true;
}

/// Opens an object or array; one that is empty is closed at once.
bool Reader::open(Cell &value, bool &closed) {
  if (depth_ == limit_)
    return failDepth();
  bool isObject = *at_++ == '{';
  frames_[depth_++] = {static_cast<uint32_t>(open_.size()), isObject};
  skipSpace();
  if (take(isObject ? '}' : ']'))
    return close(value);
  closed = false;
  return !isObject || readName();
}

bool Reader::close(Cell &value) {
  const Frame &frame = frames_[depth_ - 1];
  size_t count = open_.size() - frame.begin;
  if (frame.isObject && count / 2 > few && firstRepeated(open_.at(frame.begin), count / 2, arena_) != SIZE_MAX)
    return failEarliestDuplicate();
  Cell *cells = nullptr;
  if (count) {
    cells = arena_.array<Cell>(count);
    if (!cells)
      return false;
    memcpy(static_cast<void *>(cells), open_.at(frame.begin), count * sizeof(Cell));
  }
  value = frame.isObject ? Cell::parts(Kind::JsonObject, cells, count / 2) : Cell::parts(Kind::JsonArray, cells, count);
  open_.shrink(frame.begin);
  --depth_;
  return !arena_.exhausted();
}

/// A member's name, and what stands between it and the value.
bool Reader::readName() {
  if (at_ == end_ || *at_ != '"')
    return failHere("expected a member's name in quotes");
  const char *begin = at_;
  Text name;
  if (!readString(name))
    return false;
  size_t offset = static_cast<size_t>(begin - text_.data);
  size_t count = namesOf(depth_ - 1);
  const Cell *names = open_.at(frames_[depth_ - 1].begin);
  for (size_t place = 0; count < few && place < count; ++place)
    if (names[2 * place].size == name.size && Text(names[2 * place].pointer<char>(), name.size) == name) {
      failDuplicate(name, offset);
      return failEarliestDuplicate();
    }
  if (name.data != begin + 1) {
    void *room = arena_.take(sizeof(EscapedName));
    if (!room)
      return false;
    escapedNames_ = new (room) EscapedName{name.data, offset, escapedNames_};
  }
  if (!open_.push(Cell::text(name, Kind::JsonString)))
    return false;
  skipSpace();
  if (!take(':'))
    return failHere("expected `:`");
  skipSpace();
  return true;
}

bool Reader::readScalar(Cell &value) {
  if (at_ == end_)
    return failHere({});
  switch (*at_) {
  case '"': {
    Text string;
    if (!readString(string))
      return false;
    value = Cell::text(string, Kind::JsonString);
    return true;
  }
  case 't':
    return readWord("true", Cell::number(Kind::JsonBool, 1), value);
  case 'f':
    return readWord("false", Cell::number(Kind::JsonBool, 0), value);
  case 'n':
    return readWord("null", Cell::number(Kind::JsonNull, 0), value);
  default:
    return readNumber(value);
  }
}

bool Reader::readWord(Text word, Cell made, Cell &value) {
  if (!Text(at_, static_cast<size_t>(end_ - at_)).startsWith(word))
    return fail("not a JSON value", at_);
  at_ += word.size;
  value = made;
  return true;
}

/// Takes digits; false where there is none.
bool Reader::takeDigits() {
  const char *begin = at_;
  while (at_ != end_ && isDigit(*at_))
    ++at_;
  return at_ != begin;
}

bool Reader::readNumber(Cell &value) {
  const char *begin = at_;
  take('-');
  const char *whole = at_;
  if (!takeDigits())
    return fail(at_ == begin ? Text("not a JSON value") : Text("a number needs a digit here"), at_);
  if (at_ - whole > 1 && *whole == '0')
    return fail("a number has a leading zero", whole);
  if (take('.') && !takeDigits())
    return fail("a number needs a digit after the point", at_);
  if (take('e') || take('E')) {
    if (!take('+'))
      take('-');
    if (!takeDigits())
      return fail("a number needs a digit in its exponent", at_);
  }
  value = Cell::text({begin, static_cast<size_t>(at_ - begin)}, Kind::JsonNumber);
  return true;
}

bool Reader::readString(Text &string) {
  const char *begin = ++at_;
  while (true) {
    at_ = skipPlain(at_, end_);
    if (at_ == end_)
      return fail("a string is not closed", at_);
    if (*at_ == '"') {
      string = {begin, static_cast<size_t>(at_ - begin)};
      ++at_;
      return true;
    }
    if (*at_ == '\\')
      return readEscaped(begin, string);
    if (!readUtf8())
      return false;
  }
}

/// Letters outside ASCII; what else is left here is a control character.
bool Reader::readUtf8() {
  if (static_cast<unsigned char>(*at_) < 0x20)
    return fail("a control character in a string must be escaped", at_);
  do {
    size_t length = utf8Length(at_, end_);
    if (length == 0)
      return fail("the text is not UTF-8", at_);
    at_ += length;
  } while (at_ != end_ && static_cast<unsigned char>(*at_) >= 0x80);
  return true;
}

/// Reads on at the first escape of a string that began at `begin`. What is decoded is never longer than what was
/// written, so the rest of the text has room for all escaped strings in it.
bool Reader::readEscaped(const char *begin, Text &string) {
  if (!decoded_)
    decoded_ = arena_.array<char>(static_cast<size_t>(end_ - begin));
  if (!decoded_)
    return false;
  char *first = decoded_;
  memcpy(decoded_, begin, static_cast<size_t>(at_ - begin));
  decoded_ += at_ - begin;
  while (true) {
    if (at_ == end_)
      return fail("a string is not closed", at_);
    if (*at_ == '"') {
      string = {first, static_cast<size_t>(decoded_ - first)};
      ++at_;
      return true;
    }
    const char *from = at_;
    if (*at_ == '\\' ? !readEscape() : !readUtf8())
      return false;
    if (*from != '\\') {
      memcpy(decoded_, from, static_cast<size_t>(at_ - from));
      decoded_ += at_ - from;
    }
    copyPlain();
  }
}

/// Copies plain letters, eight at a time: the room behind `decoded_` is at least as long as the rest of the text.
void Reader::copyPlain() {
  while (end_ - at_ >= 8) {
    uint64_t word = loadEight(at_);
    memcpy(decoded_, &word, sizeof word);
    uint64_t found = unplain(word);
    size_t count = 8;
    if (found)
      count = plainBefore(found);
    at_ += count;
    decoded_ += count;
    if (found)
      break;
  }
  while (at_ != end_ && isPlain(*at_))
    *decoded_++ = *at_++;
}

bool Reader::readHex4(uint32_t &value) {
  if (end_ - at_ < 4)
    return false;
  value = 0;
  for (int count = 0; count < 4; ++count) {
    int digit = hexValue(at_[count]);
    if (digit < 0)
      return false;
    value = value << 4 | static_cast<uint32_t>(digit);
  }
  at_ += 4;
  return true;
}

/// What the letter behind a backslash means, where it is not `u`; 0 where JSON has no such escape.
char meaningOf(char letter) {
  switch (letter) {
  case '"':
  case '\\':
  case '/':
    return letter;
  case 'b':
    return '\b';
  case 'f':
    return '\f';
  case 'n':
    return '\n';
  case 'r':
    return '\r';
  case 't':
    return '\t';
  default:
    return 0;
  }
}

bool Reader::readEscape() {
  const char *begin = at_++;
  if (char meaning = at_ == end_ ? '\0' : meaningOf(*at_)) {
    *decoded_++ = meaning;
    ++at_;
    return true;
  }
  uint32_t scalar = 0, low = 0;
  if (!take('u') || !readHex4(scalar))
    return fail("an escape that JSON does not have", begin);
  if (scalar >= 0xD800 && scalar <= 0xDFFF) {
    bool isPair = scalar < 0xDC00 && take('\\') && take('u') && readHex4(low) && low >= 0xDC00 && low <= 0xDFFF;
    if (!isPair)
      return fail("a lone surrogate", begin);
    scalar = 0x10000 + ((scalar - 0xD800) << 10) + (low - 0xDC00);
  }
  char bytes[4];
  size_t count = encodeUtf8(scalar, bytes);
  memcpy(decoded_, bytes, count);
  decoded_ += count;
  return true;
}

} // namespace

bool readJson(Text text, Arena &arena, Cell &value, JsonError &error, unsigned depth) {
  return Reader(text, arena, error, depth).run(value);
}

} // namespace onus::rt
