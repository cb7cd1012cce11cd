// SPDX-License-Identifier: Apache-2.0
#include "syntax/lexer.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace onus::syntax {
namespace {

enum CharClass : uint8_t { Digit = 1, Letter = 2, WordChar = Digit | Letter };

constexpr std::array<uint8_t, 256> makeClasses() {
  std::array<uint8_t, 256> classes{};
  for (int c = '0'; c <= '9'; ++c)
    classes[c] = Digit;
  for (int c = 'a'; c <= 'z'; ++c)
    classes[c] = classes[c - 'a' + 'A'] = Letter;
  classes['_'] = Letter;
  return classes;
}
constexpr std::array<uint8_t, 256> classes = makeClasses();

bool is(char c, CharClass wanted) { return (classes[static_cast<unsigned char>(c)] & wanted) != 0; }
bool endsLine(char c) { return c == '\n' || c == '\r'; }

/// Reads one text from left to right. `cursor_` is the next byte; past the end it reads as 0.
class Lexer {
public:
  explicit Lexer(llvm::StringRef text) : text_(text), size_(static_cast<uint32_t>(text.size())) {
    tokens_.words.reserve(text.size() / 5 + 16);
  }

  Tokens run();

private:
  char at(uint32_t offset) const { return offset < size_ ? text_[offset] : '\0'; }
  char ahead(uint32_t distance) const { return at(cursor_ + distance); }
  bool digitsAt(uint32_t offset, unsigned count) const;
  bool dateAt(uint32_t offset) const;
  uint32_t wordEnd(uint32_t offset) const;
  uint32_t digitsEnd(uint32_t offset) const;
  uint32_t scalarEnd(uint32_t offset) const;

  TokenKind next();
  TokenKind word();
  TokenKind number();
  TokenKind dateOrInstant();
  TokenKind quoted(bool raw);
  TokenKind comment();
  TokenKind symbol();
  TokenKind misquoted();
  TokenKind take(uint32_t length, TokenKind kind) {
    cursor_ += length;
    return kind;
  }

  llvm::StringRef text_;
  uint32_t size_;
  uint32_t cursor_ = 0;
  Tokens tokens_;
};

Tokens Lexer::run() {
  if (text_.startswith("\uFEFF"))
    cursor_ = 3; // a byte order mark
  while (true) {
    while (cursor_ < size_ &&
           (text_[cursor_] == ' ' || text_[cursor_] == '\n' || text_[cursor_] == '\t' || text_[cursor_] == '\r'))
      ++cursor_;
    if (cursor_ >= size_)
      break;
    uint32_t begin = cursor_;
    TokenKind kind = next();
    bool trivia = kind == TokenKind::DocComment || kind == TokenKind::LineComment;
    (trivia ? tokens_.comments : tokens_.words).push_back({kind, begin, cursor_});
  }
  tokens_.words.push_back({TokenKind::End, size_, size_});
  return std::move(tokens_);
}

TokenKind Lexer::next() {
  char c = text_[cursor_];
  if (c == 'r' && ahead(1) == '"')
    return quoted(true);
  if (is(c, Letter))
    return word();
  if (is(c, Digit))
    return number();
  if (c == '"')
    return quoted(false);
  if (c == '/' && ahead(1) == '/')
    return comment();
  return symbol();
}

TokenKind Lexer::word() {
  uint32_t begin = cursor_;
  cursor_ = wordEnd(cursor_);
  return wordKind(text_.slice(begin, cursor_));
}

bool Lexer::digitsAt(uint32_t offset, unsigned count) const {
  for (unsigned i = 0; i < count; ++i)
    if (!is(at(offset + i), Digit))
      return false;
  return true;
}

bool Lexer::dateAt(uint32_t offset) const {
  return digitsAt(offset, 4) && at(offset + 4) == '-' && digitsAt(offset + 5, 2) && at(offset + 7) == '-' &&
         digitsAt(offset + 8, 2);
}

uint32_t Lexer::wordEnd(uint32_t offset) const {
  while (offset < size_ && is(text_[offset], WordChar))
    ++offset;
  return offset;
}

uint32_t Lexer::digitsEnd(uint32_t offset) const {
  while (offset < size_ && is(text_[offset], Digit))
    ++offset;
  return offset;
}

TokenKind Lexer::dateOrInstant() {
  cursor_ += 10;
  if (at(cursor_) != 'T')
    return TokenKind::Date;
  uint32_t right = cursor_ + 1;
  while (is(at(right), Digit) || at(right) == ':' || at(right) == '.')
    ++right;
  bool instant = right > cursor_ + 1 && at(right) == 'Z';
  uint32_t wrong = wordEnd(cursor_ + 1);
  while ((at(wrong) == ':' || at(wrong) == '.') && is(at(wrong + 1), WordChar))
    wrong = wordEnd(wrong + 1);
  // `+02:00` belongs to what somebody took for an instant.
  if ((at(wrong) == '+' || at(wrong) == '-') && digitsAt(wrong + 1, 2) && at(wrong + 3) == ':' &&
      digitsAt(wrong + 4, 2))
    wrong += 6;
  if (instant && right + 1 >= wrong)
    return cursor_ = right + 1, TokenKind::Instant;
  return cursor_ = wrong, TokenKind::BadNumber;
}

/// `2026-1-5`: four digits and two groups of at most two, each after a `-`. Its length, or 0.
static uint32_t sloppyDate(llvm::StringRef text) {
  auto digit = [&](uint32_t offset) { return offset < text.size() && is(text[offset], Digit); };
  if (!digit(0) || !digit(1) || !digit(2) || !digit(3))
    return 0;
  uint32_t offset = 4;
  for (int group = 0; group < 2; ++group) {
    if (offset >= text.size() || text[offset] != '-' || !digit(offset + 1))
      return 0;
    offset += digit(offset + 2) ? 3 : 2;
  }
  return offset;
}

TokenKind Lexer::number() {
  if (dateAt(cursor_))
    return dateOrInstant();
  uint32_t begin = cursor_;
  uint32_t end = digitsEnd(begin);
  while (at(end) == '_' && is(at(end + 1), Digit))
    end = digitsEnd(end + 1);
  TokenKind kind = TokenKind::Int;
  if (at(end) == '.' && is(at(end + 1), Digit)) {
    end = digitsEnd(end + 1);
    kind = TokenKind::Decimal;
  } else if (at(end) == 'm' && at(end + 1) == 's') {
    end += 2;
    kind = TokenKind::Duration;
  } else if (at(end) != '\0' && llvm::StringRef("smhdw").contains(at(end))) {
    end += 1;
    kind = TokenKind::Duration;
  }
  uint32_t wrong = wordEnd(begin);
  while (at(wrong) == '.' && is(at(wrong + 1), Digit))
    wrong = wordEnd(wrong + 1);
  wrong = std::max(wrong, begin + sloppyDate(text_.substr(begin, 10)));
  cursor_ = std::max(end, wrong);
  return wrong > end ? TokenKind::BadNumber : kind;
}

TokenKind Lexer::quoted(bool raw) {
  cursor_ += raw ? 2 : 1;
  while (cursor_ < size_ && !endsLine(text_[cursor_]) && text_[cursor_] != '"') {
    bool escape = text_[cursor_] == '\\' && cursor_ + 1 < size_ && !endsLine(text_[cursor_ + 1]);
    cursor_ += escape ? 2 : 1;
  }
  // An escaped character of several bytes was stepped into; its later bytes are neither quotes nor backslashes.
  if (at(cursor_) != '"')
    return raw ? TokenKind::UnclosedRaw : TokenKind::UnclosedString;
  ++cursor_;
  return raw ? TokenKind::Raw : TokenKind::String;
}

TokenKind Lexer::comment() {
  bool doc = ahead(2) == '/' && ahead(3) != '/';
  while (cursor_ < size_ && !endsLine(text_[cursor_]))
    ++cursor_;
  return doc ? TokenKind::DocComment : TokenKind::LineComment;
}

uint32_t Lexer::scalarEnd(uint32_t offset) const {
  ++offset;
  while (offset < size_ && (static_cast<unsigned char>(text_[offset]) & 0xC0) == 0x80)
    ++offset;
  return offset;
}

/// Text between quotes that are not Onus's, or the lone character.
TokenKind Lexer::misquoted() {
  llvm::StringRef open = text_.slice(cursor_, scalarEnd(cursor_));
  bool low = open == "\u201e";
  bool curly = low || open == "\u201c" || open == "\u201d";
  bool single = open == "\u2018" || open == "\u2019";
  if (!curly && !single && open != "'" && open != "`")
    return cursor_ = scalarEnd(cursor_), TokenKind::BadCharacter;
  for (uint32_t end = scalarEnd(cursor_); end < size_ && !endsLine(text_[end]); end = scalarEnd(end)) {
    llvm::StringRef here = text_.slice(end, scalarEnd(end));
    bool closes = curly    ? here == "\"" || here == "\u201c" || here == "\u201d"
                  : single ? here == "\u2018" || here == "\u2019"
                           : here == open;
    if (closes)
      return cursor_ = scalarEnd(end), TokenKind::Misquoted;
  }
  return cursor_ = scalarEnd(cursor_), TokenKind::BadCharacter;
}

/// The symbols of one character that begin no longer one; `End` for every other character.
static TokenKind singleSymbol(char c) {
  static constexpr std::string_view characters = "()[]{},:+-*";
  static constexpr TokenKind kinds[] = {TokenKind::LParen, TokenKind::RParen, TokenKind::LBrack, TokenKind::RBrack,
                                        TokenKind::LBrace, TokenKind::RBrace, TokenKind::Comma,  TokenKind::Colon,
                                        TokenKind::Plus,   TokenKind::Minus,  TokenKind::Star};
  size_t found = characters.find(c);
  return found == std::string_view::npos ? TokenKind::End : kinds[found];
}

TokenKind Lexer::symbol() {
  if (TokenKind single = singleSymbol(text_[cursor_]); single != TokenKind::End)
    return take(1, single);
  char second = ahead(1);
  auto pair = [&](char wanted, TokenKind both, TokenKind alone) {
    return second == wanted ? take(2, both) : take(1, alone);
  };
  switch (text_[cursor_]) {
  case '.':
    return second == '.' && ahead(2) == '.' ? take(3, TokenKind::Ellipsis) : take(1, TokenKind::Dot);
  case '=':
    return pair('=', TokenKind::Equal, TokenKind::Assign);
  case '!':
    return pair('=', TokenKind::NotEqual, TokenKind::Bang);
  case '<':
    return pair('=', TokenKind::LessEqual, TokenKind::Less);
  case '>':
    return pair('=', TokenKind::GreaterEqual, TokenKind::Greater);
  case '?':
    return pair('?', TokenKind::Coalesce, TokenKind::Question);
  case '|':
    return pair('|', TokenKind::PipePipe, TokenKind::Pipe);
  case '&':
    return pair('&', TokenKind::AmpAmp, TokenKind::BadCharacter);
  default:
    return text_.substr(cursor_).startswith("\u2026") ? take(3, TokenKind::Ellipsis) : misquoted();
  }
}

} // namespace

Tokens lex(llvm::StringRef text) { return Lexer(text).run(); }

} // namespace onus::syntax
