// SPDX-License-Identifier: Apache-2.0
#include "ir/regex_dialect.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/ConvertUTF.h"

namespace onus::ir {
namespace {

constexpr unsigned maxRepeat = 1000;
constexpr unsigned maxDepth = 100;

struct CodeRange {
  uint32_t first = 0;
  uint32_t last = 0;
};

bool isAsciiPunctuation(char letter) { return letter > ' ' && letter < 0x7F && !llvm::isAlnum(letter); }

bool isWord(uint32_t scalar) { return scalar < 0x80 && (llvm::isAlnum(static_cast<char>(scalar)) || scalar == '_'); }

/// What stands beside something in a sequence, as far as `\b` cares.
struct Edge {
  enum class Kind { Other, Boundary, Literal } kind = Kind::Other;
  uint32_t scalar = 0;
  size_t begin = 0, end = 0;
};

/// A recursive descent over the pattern that writes RE2's form as it goes.
class Translator {
public:
  explicit Translator(llvm::StringRef text) : text_(text) {}
  std::variant<std::string, RegexProblem> run();

private:
  bool alternatives(unsigned depth);
  bool sequence(unsigned depth);
  bool atom(unsigned depth, Edge &edge);
  bool group(unsigned depth);
  bool escape(Edge &edge);
  bool hex(uint32_t &scalar);
  bool charClass();
  bool classItem(std::string &shorthands, bool &single, uint32_t &value);
  bool classEscape(std::string &shorthands, bool &single, uint32_t &value);
  bool repetition(bool &optional);
  bool counted(bool &optional);
  bool number(unsigned &value);
  bool beside(const Edge &left, const Edge &right);
  bool scalar(uint32_t &value);
  void literal(uint32_t value);
  void writeClass(std::vector<CodeRange> ranges, const std::string &shorthands, bool negated);
  bool fail(size_t begin, size_t end, std::string message, std::string help = {},
            RegexProblem::Kind kind = RegexProblem::Kind::Dialect);
  bool at(char letter) const { return position_ < text_.size() && text_[position_] == letter; }
  bool take(char letter) { return at(letter) && ++position_; }

  llvm::StringRef text_;
  size_t position_ = 0;
  bool fold_ = false;
  std::string out_;
  RegexProblem problem_;
};

bool Translator::fail(size_t begin, size_t end, std::string message, std::string help, RegexProblem::Kind kind) {
  problem_ = {kind, std::move(message), std::move(help), begin, end};
  return false;
}

std::variant<std::string, RegexProblem> Translator::run() {
  if (text_.startswith("(?i)")) {
    fold_ = true;
    position_ = 4;
  }
  bool good = alternatives(0);
  if (good && position_ < text_.size())
    good = fail(position_, position_ + 1, "this `)` closes nothing", "write `\\)` for the character");
  if (!good)
    return problem_;
  return out_;
}

bool Translator::alternatives(unsigned depth) {
  if (depth > maxDepth)
    return fail(position_, position_, "its groups nest too deep");
  if (!sequence(depth))
    return false;
  while (take('|')) {
    out_ += '|';
    if (!sequence(depth))
      return false;
  }
  return true;
}

bool Translator::beside(const Edge &left, const Edge &right) {
  const Edge *literal = left.kind == Edge::Kind::Boundary && right.kind == Edge::Kind::Literal   ? &right
                        : right.kind == Edge::Kind::Boundary && left.kind == Edge::Kind::Literal ? &left
                                                                                                 : nullptr;
  if (!literal || isWord(literal->scalar))
    return true;
  const Edge &boundary = literal == &right ? left : right;
  return fail(
      boundary.begin, boundary.end,
      "`\\b` stands beside a character that is no letter, digit or `_`, so it asks for a letter on the other side",
      "leave the `\\b` out here", RegexProblem::Kind::Boundary);
}

bool Translator::sequence(unsigned depth) {
  Edge last;
  while (position_ < text_.size() && !at('|') && !at(')')) {
    Edge edge;
    edge.begin = position_;
    if (!atom(depth, edge))
      return false;
    edge.end = position_;
    bool optional = false;
    if (!repetition(optional))
      return false;
    if (optional)
      edge.kind = Edge::Kind::Other;
    if (!beside(last, edge))
      return false;
    last = edge;
  }
  return true;
}

bool Translator::atom(unsigned depth, Edge &edge) {
  size_t begin = position_;
  switch (text_[position_]) {
  case '(':
    return group(depth);
  case '[':
    return charClass();
  case '\\':
    return escape(edge);
  case '.':
    ++position_;
    out_ += "(?s:.)";
    return true;
  case '^':
  case '$':
    return fail(begin, begin + 1, "a pattern has no `^` and no `$`",
                "`matches` asks for the whole text and `contains` for any part of it", RegexProblem::Kind::Anchor);
  case '*':
  case '+':
  case '?':
    return fail(begin, begin + 1, "there is nothing here to repeat", "write a backslash before it for the character");
  case '{':
  case '}':
  case ']':
    return fail(begin, begin + 1, "a bare brace or bracket means different things to different engines",
                "write a backslash before it for the character");
  default:
    edge.kind = Edge::Kind::Literal;
    if (!scalar(edge.scalar))
      return false;
    literal(edge.scalar);
    return true;
  }
}

bool Translator::group(unsigned depth) {
  size_t begin = position_++;
  if (take('?')) {
    if (!take(':')) {
      llvm::StringRef rest = text_.substr(position_);
      if (rest.startswith("=") || rest.startswith("!") || rest.startswith("<=") || rest.startswith("<!"))
        return fail(begin, position_ + 1, "there is no look-around",
                    "not every engine has it; use two conditions joined by `and`");
      if (rest.startswith("i)"))
        return fail(begin, position_ + 2, "`(?i)` stands only at the very beginning");
      return fail(begin, position_ + 1, "groups have neither names nor flags", "write `(…)` or `(?:…)`");
    }
  }
  out_ += "(?:";
  if (!alternatives(depth + 1))
    return false;
  if (!take(')'))
    return fail(begin, begin + 1, "this `(` is never closed", "write `\\(` for the character");
  out_ += ')';
  return true;
}

bool Translator::hex(uint32_t &value) {
  size_t begin = position_ - 2;
  bool braces = take('{');
  size_t digits = 0;
  value = 0;
  while (position_ < text_.size() && llvm::isHexDigit(text_[position_]) && digits < (braces ? 6u : 2u)) {
    value = value * 16 + llvm::hexDigitValue(text_[position_++]);
    ++digits;
  }
  bool closed = !braces || take('}');
  if (!closed || (braces ? digits == 0 : digits != 2) || value > 0x10FFFF || (value >= 0xD800 && value < 0xE000))
    return fail(begin, position_, "this is no character", "write `\\x41` or `\\x{1F600}`");
  return true;
}

std::optional<uint32_t> controlEscape(char letter) {
  switch (letter) {
  case 'n':
    return '\n';
  case 't':
    return '\t';
  case 'r':
    return '\r';
  case 'f':
    return '\f';
  case 'v':
    return '\v';
  default:
    return std::nullopt;
  }
}

bool Translator::escape(Edge &edge) {
  size_t begin = position_++;
  if (position_ == text_.size())
    return fail(begin, begin + 1, "the pattern ends in a backslash", "write `\\\\` for the character");
  char letter = text_[position_++];
  if (llvm::StringRef("dDwWsS").contains(letter)) {
    (out_ += '\\') += letter;
    return true;
  }
  if (letter == 'b' || letter == 'B') {
    edge.kind = letter == 'b' ? Edge::Kind::Boundary : Edge::Kind::Other;
    (out_ += '\\') += letter;
    return true;
  }
  edge.kind = Edge::Kind::Literal;
  if (letter == 'x') {
    if (!hex(edge.scalar))
      return false;
  } else if (auto control = controlEscape(letter)) {
    edge.scalar = *control;
  } else if (isAsciiPunctuation(letter)) {
    edge.scalar = static_cast<unsigned char>(letter);
  } else if (llvm::isDigit(letter)) {
    return fail(begin, position_, "there are no back-references", "not every engine can match them in bounded time");
  } else if (llvm::StringRef("AzZG").contains(letter)) {
    return fail(begin, position_, "a pattern has no anchors",
                "`matches` asks for the whole text and `contains` for any part of it", RegexProblem::Kind::Anchor);
  } else if (letter == 'p' || letter == 'P') {
    return fail(begin, position_, "classes are ASCII's", "write the ranges that are meant, for instance `[A-Za-z]`");
  } else {
    return fail(begin, position_, "there is no such escape");
  }
  literal(edge.scalar);
  return true;
}

bool Translator::scalar(uint32_t &value) {
  const auto *begin = reinterpret_cast<const llvm::UTF8 *>(text_.data() + position_);
  const auto *end = reinterpret_cast<const llvm::UTF8 *>(text_.data() + text_.size());
  const llvm::UTF8 *cursor = begin;
  llvm::UTF32 read = 0;
  if (llvm::convertUTF8Sequence(&cursor, end, &read, llvm::strictConversion) != llvm::conversionOK)
    return fail(position_, position_ + 1, "it is not UTF-8");
  position_ += static_cast<size_t>(cursor - begin);
  value = read;
  return true;
}

void appendScalar(std::string &out, uint32_t value) { out += "\\x{" + llvm::utohexstr(value, true) + "}"; }

void Translator::literal(uint32_t value) {
  bool letter = value < 0x80 && llvm::isAlpha(static_cast<char>(value));
  if (fold_ && letter) {
    out_ += '[';
    out_ += llvm::toUpper(static_cast<char>(value));
    out_ += llvm::toLower(static_cast<char>(value));
    out_ += ']';
  } else if (isWord(value)) {
    out_ += static_cast<char>(value);
  } else {
    appendScalar(out_, value);
  }
}

bool Translator::classEscape(std::string &shorthands, bool &single, uint32_t &value) {
  size_t begin = position_++;
  if (position_ == text_.size())
    return fail(begin, begin + 1, "the pattern ends in a backslash");
  char letter = text_[position_++];
  single = true;
  if (llvm::StringRef("dDwWsS").contains(letter)) {
    single = false;
    (shorthands += '\\') += letter;
    return true;
  }
  if (letter == 'x')
    return hex(value);
  if (auto control = controlEscape(letter)) {
    value = *control;
    return true;
  }
  if (isAsciiPunctuation(letter)) {
    value = static_cast<unsigned char>(letter);
    return true;
  }
  return fail(begin, position_, "there is no such escape inside `[…]`");
}

bool Translator::classItem(std::string &shorthands, bool &single, uint32_t &value) {
  if (at('\\'))
    return classEscape(shorthands, single, value);
  if (text_.substr(position_).startswith("[:"))
    return fail(position_, position_ + 2, "there are no named classes", "write the ranges, for instance `A-Za-z`");
  single = true;
  return scalar(value);
}

bool Translator::charClass() {
  size_t begin = position_++;
  bool negated = take('^');
  std::vector<CodeRange> ranges;
  std::string shorthands;
  bool any = false;
  while (position_ < text_.size() && (!at(']') || !any)) {
    size_t itemBegin = position_;
    if (at(']'))
      return fail(begin, position_ + 1, "this class is empty", "write `\\]` for the character");
    bool single = false;
    uint32_t first = 0;
    if (!classItem(shorthands, single, first))
      return false;
    any = true;
    if (!single)
      continue;
    uint32_t last = first;
    bool range = at('-') && position_ + 1 < text_.size() && text_[position_ + 1] != ']';
    if (range) {
      ++position_;
      bool lastSingle = false;
      if (!classItem(shorthands, lastSingle, last))
        return false;
      if (!lastSingle || last < first)
        return fail(itemBegin, position_, "this range is no range");
    }
    ranges.push_back({first, last});
  }
  if (!take(']'))
    return fail(begin, begin + 1, "this `[` is never closed", "write `\\[` for the character");
  writeClass(std::move(ranges), shorthands, negated);
  return true;
}

void addFolded(std::vector<CodeRange> &ranges, CodeRange range, uint32_t from, uint32_t to) {
  uint32_t first = std::max<uint32_t>(range.first, from);
  uint32_t last = std::min<uint32_t>(range.last, from + 25);
  if (first <= last)
    ranges.push_back({first - from + to, last - from + to});
}

void Translator::writeClass(std::vector<CodeRange> ranges, const std::string &shorthands, bool negated) {
  if (fold_) {
    size_t written = ranges.size();
    for (size_t index = 0; index < written; ++index) {
      addFolded(ranges, ranges[index], 'a', 'A');
      addFolded(ranges, ranges[index], 'A', 'a');
    }
  }
  out_ += negated ? "[^" : "[";
  for (CodeRange range : ranges) {
    appendScalar(out_, range.first);
    out_ += '-';
    appendScalar(out_, range.last);
  }
  out_ += shorthands;
  out_ += ']';
}

bool Translator::number(unsigned &value) {
  size_t begin = position_;
  value = 0;
  while (position_ < text_.size() && llvm::isDigit(text_[position_]) && position_ - begin < 5)
    value = value * 10 + static_cast<unsigned>(text_[position_++] - '0');
  return position_ > begin;
}

bool Translator::counted(bool &optional) {
  size_t begin = position_++;
  unsigned least = 0, most = 0;
  bool open = false;
  bool good = number(least);
  most = least;
  if (good && take(',')) {
    open = at('}');
    good = open || number(most);
  }
  if (!good || !take('}'))
    return fail(begin, begin + 1, "this is no repetition count",
                "write `{2}`, `{2,}` or `{2,5}`, and `\\{` for the character");
  if (least > maxRepeat || most > maxRepeat || (!open && most < least))
    return fail(begin, position_, "a repetition counts up to 1000, the smaller number first");
  optional = least == 0;
  out_ += text_.slice(begin, position_);
  return true;
}

bool Translator::repetition(bool &optional) {
  if (position_ == text_.size() || !llvm::StringRef("*+?{").contains(text_[position_]))
    return true;
  if (at('{')) {
    if (!counted(optional))
      return false;
  } else {
    optional = !at('+');
    out_ += text_[position_++];
  }
  if (take('?'))
    out_ += '?';
  if (position_ < text_.size() && llvm::StringRef("*+?{").contains(text_[position_]))
    return fail(position_, position_ + 1, "this repeats what is repeated already", "put the inner part in parentheses");
  return true;
}

} // namespace

std::variant<std::string, RegexProblem> translateRegex(llvm::StringRef text) { return Translator(text).run(); }

} // namespace onus::ir
