// SPDX-License-Identifier: Apache-2.0
#include "ir/regex_dialect.h"

#include "ir/regex_parts.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/ConvertUTF.h"

namespace onus::ir {
namespace {

constexpr unsigned maxRepeat = 1000;
constexpr unsigned maxDepth = 100;

bool isAsciiPunctuation(char letter) { return letter > ' ' && letter < 0x7F && !llvm::isAlnum(letter); }

bool isWord(uint32_t scalar) { return scalar < 0x80 && (llvm::isAlnum(static_cast<char>(scalar)) || scalar == '_'); }

/// What stands beside something in a sequence, as far as `\b` cares.
struct Edge {
  enum class Kind { Other, Boundary, Literal } kind = Kind::Other;
  uint32_t scalar = 0;
  size_t begin = 0, end = 0;
};

/// A part of the pattern that was read, and what was learnt of it.
struct Piece {
  RegexPart part;
  RegexNode node;
};

/// A recursive descent over the pattern.
class Reader {
public:
  explicit Reader(llvm::StringRef text) : text_(text) {}
  std::variant<RegexNode, RegexProblem> run();
  /// After `run` gave a pattern.
  RegexStudy study() const;

private:
  bool alternatives(unsigned depth, Piece &piece);
  bool sequence(unsigned depth, Piece &piece);
  bool atom(unsigned depth, Edge &edge, Piece &piece);
  bool group(unsigned depth, Piece &piece);
  bool escape(Edge &edge, Piece &piece);
  bool hex(uint32_t &scalar);
  bool charClass(Piece &piece);
  bool classItem(std::string &shorthands, bool &single, uint32_t &value);
  bool classRange(size_t begin, uint32_t &last);
  bool classEscape(std::string &shorthands, bool &single, uint32_t &value);
  bool repetition(bool &optional, Piece &piece);
  bool counted(RegexNode &repeat);
  void lookAtAlternative(llvm::SmallVectorImpl<llvm::StringRef> &before, size_t begin);
  bool number(unsigned &value);
  bool beside(const Edge &left, const Edge &right);
  bool scalar(uint32_t &value);
  void literal(uint32_t value, Piece &piece) const;
  RegexNode classNode(std::vector<CodeRange> ranges, const std::string &shorthands, bool negated) const;
  bool fail(size_t begin, size_t end, std::string message, std::string help = {},
            RegexProblem::Kind kind = RegexProblem::Kind::Dialect);
  bool at(char letter) const { return position_ < text_.size() && text_[position_] == letter; }
  bool take(char letter) { return at(letter) && ++position_; }

  llvm::StringRef text_;
  size_t position_ = 0;
  bool fold_ = false;
  RegexProblem problem_;
  Piece whole_;
  std::optional<RegexProblem> doubt_; ///< the first
};

bool Reader::fail(size_t begin, size_t end, std::string message, std::string help, RegexProblem::Kind kind) {
  problem_ = {kind, std::move(message), std::move(help), begin, end};
  return false;
}

std::variant<RegexNode, RegexProblem> Reader::run() {
  if (text_.startswith("(?i)")) {
    fold_ = true;
    position_ = 4;
  }
  bool good = alternatives(0, whole_);
  if (good && position_ < text_.size())
    good = fail(position_, position_ + 1, "this `)` closes nothing", "write `\\)` for the character");
  if (!good)
    return problem_;
  return std::move(whole_.node);
}

RegexStudy Reader::study() const {
  const RegexPart &part = whole_.part;
  return {part.takesEmpty, part.takesAll, part.takesNothing, part.needsCapital, doubt_};
}

/// An alternative that ends here is not empty and none of those before it.
void Reader::lookAtAlternative(llvm::SmallVectorImpl<llvm::StringRef> &before, size_t begin) {
  llvm::StringRef written = text_.slice(begin, position_);
  bool again = llvm::is_contained(before, written);
  bool alone = before.empty() && !at('|');
  before.push_back(written);
  if (doubt_ || (!again && !written.empty()))
    return;
  RegexProblem doubt{RegexProblem::Kind::Alternative, "is written before", "leave it out", begin, position_};
  if (written.empty()) {
    doubt.message = "is empty";
    doubt.help = alone ? "write what is to be matched" : "write `(…)?` for what may be missing, or leave the `|` out";
    doubt.begin = begin > 0 ? begin - 1 : 0;
    doubt.end = std::min(doubt.begin + 1, text_.size());
  }
  doubt_ = std::move(doubt);
}

bool Reader::alternatives(unsigned depth, Piece &piece) {
  if (depth > maxDepth)
    return fail(position_, position_, "its groups nest too deep");
  llvm::SmallVector<llvm::StringRef, 4> written;
  size_t begin = position_;
  if (!sequence(depth, piece))
    return false;
  lookAtAlternative(written, begin);
  std::vector<RegexNode> others;
  while (take('|')) {
    begin = position_;
    Piece next;
    if (!sequence(depth, next))
      return false;
    lookAtAlternative(written, begin);
    piece.part = either(piece.part, next.part);
    others.push_back(std::move(next.node));
  }
  if (others.empty())
    return true;
  others.insert(others.begin(), std::move(piece.node));
  piece.node = {};
  piece.node.kind = RegexNode::Kind::Alternatives;
  piece.node.parts = std::move(others);
  return true;
}

bool Reader::beside(const Edge &left, const Edge &right) {
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

bool Reader::sequence(unsigned depth, Piece &piece) {
  Edge last;
  piece = {RegexPart::empty(), {}};
  for (size_t count = 0; position_ < text_.size() && !at('|') && !at(')'); ++count) {
    Edge edge;
    edge.begin = position_;
    Piece next;
    if (!atom(depth, edge, next))
      return false;
    edge.end = position_;
    bool optional = false;
    if (!repetition(optional, next))
      return false;
    piece.part = count == 0 ? next.part : followed(piece.part, next.part);
    piece.node.parts.push_back(std::move(next.node));
    if (optional)
      edge.kind = Edge::Kind::Other;
    if (!beside(last, edge))
      return false;
    last = edge;
  }
  return true;
}

bool Reader::atom(unsigned depth, Edge &edge, Piece &piece) {
  size_t begin = position_;
  switch (text_[position_]) {
  case '(':
    return group(depth, piece);
  case '[':
    return charClass(piece);
  case '\\':
    return escape(edge, piece);
  case '.':
    ++position_;
    piece.node.kind = RegexNode::Kind::Take;
    piece.node.ranges = {{0, lastScalar}};
    piece.part.anyScalar = true;
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
    literal(edge.scalar, piece);
    return true;
  }
}

bool Reader::group(unsigned depth, Piece &piece) {
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
  if (!alternatives(depth + 1, piece))
    return false;
  if (!take(')'))
    return fail(begin, begin + 1, "this `(` is never closed", "write `\\(` for the character");
  return true;
}

bool Reader::hex(uint32_t &value) {
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

bool Reader::escape(Edge &edge, Piece &piece) {
  size_t begin = position_++;
  if (position_ == text_.size())
    return fail(begin, begin + 1, "the pattern ends in a backslash", "write `\\\\` for the character");
  char letter = text_[position_++];
  if (llvm::StringRef("dDwWsS").contains(letter)) {
    piece.node.kind = RegexNode::Kind::Take;
    piece.node.ranges = shorthandRanges(letter);
    return true;
  }
  if (letter == 'b' || letter == 'B') {
    edge.kind = letter == 'b' ? Edge::Kind::Boundary : Edge::Kind::Other;
    piece.part = RegexPart::boundary();
    piece.node.kind = letter == 'b' ? RegexNode::Kind::Boundary : RegexNode::Kind::NoBoundary;
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
  literal(edge.scalar, piece);
  return true;
}

bool Reader::scalar(uint32_t &value) {
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

void Reader::literal(uint32_t value, Piece &piece) const {
  piece.part = RegexPart::one(fold_ ? 0 : value);
  piece.node = classNode({{value, value}}, {}, false);
}

bool Reader::classEscape(std::string &shorthands, bool &single, uint32_t &value) {
  size_t begin = position_++;
  if (position_ == text_.size())
    return fail(begin, begin + 1, "the pattern ends in a backslash");
  char letter = text_[position_++];
  single = true;
  if (llvm::StringRef("dDwWsS").contains(letter)) {
    single = false;
    shorthands += letter;
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

bool Reader::classItem(std::string &shorthands, bool &single, uint32_t &value) {
  if (at('\\'))
    return classEscape(shorthands, single, value);
  if (text_.substr(position_).startswith("[:"))
    return fail(position_, position_ + 2, "there are no named classes", "write the ranges, for instance `A-Za-z`");
  single = true;
  return scalar(value);
}

bool Reader::charClass(Piece &piece) {
  size_t begin = position_++;
  bool negated = take('^');
  std::vector<CodeRange> ranges;
  RegexClass items;
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
    if (!single) {
      items.addShorthand(shorthands.back());
      continue;
    }
    uint32_t last = first;
    if (!classRange(itemBegin, last))
      return false;
    ranges.push_back({first, last});
    items.add(ranges.back(), itemBegin, position_);
  }
  if (!take(']'))
    return fail(begin, begin + 1, "this `[` is never closed", "write `\\[` for the character");
  piece.part = items.part(negated, fold_);
  if (!doubt_)
    doubt_ = items.doubt();
  piece.node = classNode(std::move(ranges), shorthands, negated);
  return true;
}

/// `-z` behind the first character of a range, whose last one becomes `last`.
bool Reader::classRange(size_t begin, uint32_t &last) {
  if (!at('-') || position_ + 1 >= text_.size() || text_[position_ + 1] == ']')
    return true;
  ++position_;
  uint32_t first = last;
  bool single = false;
  std::string shorthands;
  if (!classItem(shorthands, single, last))
    return false;
  return (single && last >= first) || fail(begin, position_, "this range is no range");
}

void addFolded(std::vector<CodeRange> &ranges, CodeRange range, uint32_t from, uint32_t to) {
  uint32_t first = std::max<uint32_t>(range.first, from);
  uint32_t last = std::min<uint32_t>(range.last, from + 25);
  if (first <= last)
    ranges.push_back({first - from + to, last - from + to});
}

RegexNode Reader::classNode(std::vector<CodeRange> ranges, const std::string &shorthands, bool negated) const {
  if (fold_) {
    size_t written = ranges.size();
    for (size_t index = 0; index < written; ++index) {
      addFolded(ranges, ranges[index], 'a', 'A');
      addFolded(ranges, ranges[index], 'A', 'a');
    }
  }
  for (char letter : shorthands)
    llvm::append_range(ranges, shorthandRanges(letter));
  RegexNode node;
  node.kind = RegexNode::Kind::Take;
  node.ranges = normalized(std::move(ranges));
  if (negated)
    node.ranges = complement(node.ranges);
  return node;
}

bool Reader::number(unsigned &value) {
  size_t begin = position_;
  value = 0;
  while (position_ < text_.size() && llvm::isDigit(text_[position_]) && position_ - begin < 5)
    value = value * 10 + static_cast<unsigned>(text_[position_++] - '0');
  return position_ > begin;
}

bool Reader::counted(RegexNode &repeat) {
  size_t begin = position_++;
  bool good = number(repeat.least);
  repeat.most = repeat.least;
  if (good && take(',')) {
    repeat.open = at('}');
    good = repeat.open || number(repeat.most);
  }
  if (!good || !take('}'))
    return fail(begin, begin + 1, "this is no repetition count",
                "write `{2}`, `{2,}` or `{2,5}`, and `\\{` for the character");
  if (repeat.least > maxRepeat || repeat.most > maxRepeat || (!repeat.open && repeat.most < repeat.least))
    return fail(begin, position_, "a repetition counts up to 1000, the smaller number first");
  if (!repeat.open && repeat.most == 0)
    return fail(begin, position_, "what is repeated no times is not there at all", "leave it out");
  return true;
}

bool Reader::repetition(bool &optional, Piece &piece) {
  if (position_ == text_.size() || !llvm::StringRef("*+?{").contains(text_[position_]))
    return true;
  size_t begin = position_;
  RegexNode repeat;
  repeat.kind = RegexNode::Kind::Repeat;
  if (at('{')) {
    if (!counted(repeat))
      return false;
  } else {
    char letter = text_[position_++];
    repeat.least = letter == '+' ? 1 : 0;
    repeat.most = 1;
    repeat.open = letter != '?';
  }
  optional = repeat.least == 0;
  repeat.lazy = take('?');
  // Engines leave such a loop at different times, one engine also at different times in different surroundings.
  if (repeat.open && piece.part.mayBeEmpty && piece.part.emptyFirst)
    return fail(begin, position_, "this repeats without a limit what would rather be empty",
                "let the inner part take at least one character");
  piece.part = repeated(piece.part, repeat);
  repeat.parts.push_back(std::move(piece.node));
  piece.node = std::move(repeat);
  if (position_ < text_.size() && llvm::StringRef("*+?{").contains(text_[position_]))
    return fail(position_, position_ + 1, "this repeats what is repeated already", "put the inner part in parentheses");
  return true;
}

} // namespace

std::variant<RegexNode, RegexProblem> readRegex(llvm::StringRef text) { return Reader(text).run(); }

RegexStudy studyRegex(llvm::StringRef text) {
  Reader reader(text);
  return std::holds_alternative<RegexNode>(reader.run()) ? reader.study() : RegexStudy();
}

} // namespace onus::ir
