// SPDX-License-Identifier: Apache-2.0
#include "syntax/parse/words.h"

#include "source/characters.h"
#include "syntax/literals.h"
#include "syntax/parse/declarations.h"

#include "llvm/ADT/StringExtras.h"

#include <algorithm>

namespace onus::syntax {

using diagnostics::Applicability;
using diagnostics::Kind;
using source::codePoint;
using source::hiddenName;
using source::looksLike;
using source::readScalar;
using source::Scalar;

bool Words::mistakeIn(size_t first, size_t end) const {
  auto found = std::lower_bound(mistakes.begin(), mistakes.end(), first);
  return found != mistakes.end() && *found <= end;
}

bool readable(llvm::StringRef text, source::FileId file, diagnostics::Reporter &reporter, const Limits &limits) {
  if (text.size() > limits.bytes) {
    reporter.report<Kind::FileTooLarge>({file, 0, 0}, limits.bytes)
        .help("split it: the files of a package share one scope");
    return false;
  }
  if (std::optional<size_t> bad = source::invalidUtf8(text)) {
    uint32_t at = static_cast<uint32_t>(*bad);
    reporter.report<Kind::NotUtf8>({file, at, at + 1}, fmt::format("{:#04x}", static_cast<unsigned char>(text[at])));
    return false;
  }
  size_t nul = text.find('\0');
  if (nul == llvm::StringRef::npos)
    return true;
  uint32_t at = static_cast<uint32_t>(nul);
  reporter.report<Kind::HiddenCharacter>({file, at, at + 1}, "a NUL byte (U+0000)")
      .note("the file is not text, or was damaged");
  return false;
}

namespace {

/// Goes through the words, reports what is wrong with each and keeps what the parser can go on with.
class WordCheck {
public:
  WordCheck(llvm::StringRef text, source::FileId file, diagnostics::Reporter &reporter, const Limits &limits)
      : text_(text), file_(file), reporter_(reporter), limits_(limits) {}
  Words run();

private:
  void word(Token token);
  void unclosed(Token &token);
  void foreignOperator(Token &token, TokenKind meant);
  void misquoted(Token &token);
  void number(Token &token);
  bool character(Token token);
  void asciiCharacter(Token token);
  void insideText(Token token);
  void insideComment(Token token);
  void hidden(uint32_t at, Scalar scalar, bool raw = false);
  /// `escape` is the letter of an escape that may stand here, or 0.
  void confusable(uint32_t at, Scalar scalar, char escape);
  void lookAlikes(Token token);
  void join(Token token);
  Range range(Token token) const { return {file_, token.begin, token.end}; }
  llvm::StringRef textOf(Token token) const { return text_.slice(token.begin, token.end); }
  void mistake() { words_.mistakes.push_back(words_.tokens.words.size()); }

  llvm::StringRef text_;
  source::FileId file_;
  diagnostics::Reporter &reporter_;
  Limits limits_;
  Words words_;
  bool ascii_ = true;
  /// Characters that were reported in this declaration already: a `;` at the end of every line is one habit.
  std::vector<uint32_t> seen_;
  uint32_t gluedEnd_ = UINT32_MAX; ///< where the word ends that such a letter was found in
};

Words WordCheck::run() {
  Tokens tokens = lex(text_);
  ascii_ = std::all_of(text_.begin(), text_.end(),
                       [](char c) { return (c >= ' ' && c < 0x7F) || c == '\n' || c == '\t' || c == '\r'; });
  bool clean = ascii_ && std::none_of(tokens.words.begin(), tokens.words.end(),
                                      [](const Token &token) { return classOf(token.kind) == TokenClass::Mistake; });
  if (clean) {
    words_.tokens = std::move(tokens);
    return std::move(words_);
  }
  Layout layout{text_, tokens.words};
  size_t before = reporter_.errorCount();
  words_.tokens.words.reserve(tokens.words.size());
  for (size_t i = 0; i < tokens.words.size(); ++i) {
    if (layout.inFirstColumn(i) && layout.declarationAt(i))
      seen_.clear();
    word(tokens.words[i]);
    if (reporter_.errorCount() - before >= limits_.errors) {
      reporter_.report<Kind::TooManySyntaxErrors>(range(tokens.words[i]), limits_.errors);
      words_.givenUp = true;
      return std::move(words_);
    }
  }
  if (!ascii_)
    for (const Token &comment : tokens.comments)
      insideComment(comment);
  words_.tokens.comments = std::move(tokens.comments);
  return std::move(words_);
}

void WordCheck::word(Token token) {
  switch (token.kind) {
  case TokenKind::UnclosedString:
  case TokenKind::UnclosedRaw:
    unclosed(token);
    break;
  case TokenKind::AmpAmp:
    foreignOperator(token, TokenKind::And);
    break;
  case TokenKind::PipePipe:
    foreignOperator(token, TokenKind::Or);
    break;
  case TokenKind::Bang:
    foreignOperator(token, TokenKind::Not);
    break;
  case TokenKind::Misquoted:
    misquoted(token);
    break;
  case TokenKind::BadNumber:
    number(token);
    break;
  case TokenKind::String:
  case TokenKind::Raw:
    if (!ascii_)
      insideText(token);
    break;
  case TokenKind::BadCharacter:
    mistake();
    if (character(token))
      join(token);
    return;
  default:
    break;
  }
  if (token.begin == gluedEnd_ && isWord(token.kind))
    return join(token);
  words_.tokens.words.push_back(token);
}

/// A letter of another script belongs to the word beside it.
void WordCheck::join(Token token) {
  gluedEnd_ = token.end;
  if (!words_.tokens.words.empty()) {
    Token &last = words_.tokens.words.back();
    if (last.end == token.begin && isWord(last.kind)) {
      last = {TokenKind::Identifier, last.begin, token.end};
      return;
    }
  }
  words_.tokens.words.push_back({TokenKind::Identifier, token.begin, token.end});
}

void WordCheck::unclosed(Token &token) {
  mistake();
  bool raw = token.kind == TokenKind::UnclosedRaw;
  uint32_t end = token.begin + static_cast<uint32_t>(textOf(token).rtrim().size());
  reporter_.report<Kind::UnclosedString>({file_, token.begin, end}, raw ? "pattern" : "string")
      .help("a text ends with `\"` on the line it begins on; a line break in it is written `\\n`")
      .fix("close it here", {file_, end, end}, "\"");
  token.kind = raw ? TokenKind::Raw : TokenKind::String;
}

void WordCheck::foreignOperator(Token &token, TokenKind meant) {
  mistake();
  reporter_.report<Kind::ForeignOperator>(range(token), textOf(token))
      .help(fmt::format("it is written `{}`", spelling(meant)))
      .fix(fmt::format("write `{}`", spelling(meant)), range(token),
           meant == TokenKind::Not ? "not " : spelling(meant).str(), Applicability::MachineApplicable);
  token.kind = meant;
}

void WordCheck::misquoted(Token &token) {
  mistake();
  llvm::StringRef body = quotedBody(textOf(token));
  reporter_.report<Kind::WrongQuotes>(range(token))
      .fix("put it between double quotes", range(token), "\"" + escape(body) + "\"", Applicability::MachineApplicable);
  token.kind = TokenKind::String;
}

/// `2026-1-5` as it should be, or nothing.
std::string wholeDate(llvm::StringRef text) {
  llvm::SmallVector<llvm::StringRef, 3> parts;
  text.split(parts, '-');
  if (parts.size() != 3)
    return {};
  auto two = [](llvm::StringRef part) { return part.size() == 1 ? "0" + part.str() : part.str(); };
  return parts[0].str() + "-" + two(parts[1]) + "-" + two(parts[2]);
}

void WordCheck::number(Token &token) {
  mistake();
  llvm::StringRef text = textOf(token);
  auto report = reporter_.report<Kind::MalformedNumber>(range(token), text);
  token.kind = TokenKind::Int;
  std::string date = wholeDate(text);
  if (text.size() > 10 && text[10] == 'T') {
    report.help("an instant is written `2026-12-31T08:00:00Z`, in UTC");
    token.kind = TokenKind::Instant;
  } else if (!date.empty()) {
    report.help("a date has four digits for the year and two for month and day")
        .fix(fmt::format("write `{}`", date), range(token), date);
    token.kind = TokenKind::Date;
  } else if (text.contains('_') && text.find_if(llvm::isAlpha) == llvm::StringRef::npos) {
    report.help("underscores stand between digits, one at a time: `1_000`");
  } else if (text.count('.') > 1) {
    report.help("a decimal has one point: `500.00`");
    token.kind = TokenKind::Decimal;
  } else if (text.contains('.')) {
    report.help("a duration is a whole number of `ms`, `s`, `m`, `h`, `d` or `w`: `90m`, not `1.5h`");
    token.kind = TokenKind::Duration;
  } else {
    report.help("the units of a duration are `ms`, `s`, `m`, `h`, `d` and `w`; a name begins with a letter");
    token.kind = TokenKind::Duration;
  }
}

/// Reports a character outside texts and comments; true where it stands for a letter of a name.
bool WordCheck::character(Token token) {
  Scalar scalar = readScalar(textOf(token));
  bool again = std::find(seen_.begin(), seen_.end(), scalar.value) != seen_.end();
  seen_.push_back(scalar.value);
  char twin = looksLike(scalar.value);
  bool letter = llvm::isAlnum(twin) || source::isLetter(scalar.value);
  if (again || (letter && token.begin == gluedEnd_))
    return letter;
  if (!hiddenName(scalar.value).empty())
    hidden(token.begin, scalar);
  else if (twin != '\0')
    confusable(token.begin, scalar, '\0');
  else if (scalar.value < 0x80)
    asciiCharacter(token);
  else
    reporter_.report<Kind::UnknownCharacter>(range(token), textOf(token))
        .help("names are written with the letters `a` to `z`, digits and `_`; other letters belong in strings");
  return letter;
}

void WordCheck::asciiCharacter(Token token) {
  struct Habit {
    char character;
    const char *help;
  };
  static constexpr Habit habits[] = {
      {';', "nothing ends a clause or a declaration: leave it out"},
      {'/', "there is no division; a comment begins with `//`"},
      {'%', "there is no remainder"},
      {'#', "a comment begins with `//`"},
      {'&', "the operator is `and`"},
      {'\'', "a text stands between double quotes"},
      {'`', "a text stands between double quotes"},
      {'^', "the operators are `and`, `or`, `not`, `+`, `-`, `*` and comparisons"},
      {'~', "the operators are `and`, `or`, `not`, `+`, `-`, `*` and comparisons"},
      {'@', "a name begins with a letter or `_`"},
      {'$', "a name begins with a letter or `_`"},
      {'\\', "a line needs no `\\` to go on with the next one"},
  };
  auto report = reporter_.report<Kind::UnknownCharacter>(range(token), textOf(token));
  for (const Habit &habit : habits)
    if (habit.character == text_[token.begin])
      report.help(habit.help);
  if (text_[token.begin] == ';')
    report.fix("remove it", range(token), "", Applicability::MachineApplicable);
}

void WordCheck::hidden(uint32_t at, Scalar scalar, bool raw) {
  bool space = hiddenName(scalar.value).contains("space") && scalar.value != 0x200B;
  reporter_
      .report<Kind::HiddenCharacter>({file_, at, at + scalar.length},
                                     fmt::format("{} ({})", hiddenName(scalar.value), codePoint(scalar.value)))
      .help(fmt::format("remove it; inside a {} it can be written `\\{}{{{:x}}}`", raw ? "pattern" : "string",
                        raw ? 'x' : 'u', scalar.value))
      .fix(space ? "write a plain blank" : "remove it", {file_, at, at + scalar.length}, space ? " " : "");
}

void WordCheck::confusable(uint32_t at, Scalar scalar, char escape) {
  std::string twin(1, looksLike(scalar.value));
  Range where{file_, at, at + scalar.length};
  auto report = reporter_.report<Kind::ConfusableCharacter>(where, text_.substr(at, scalar.length),
                                                            codePoint(scalar.value), twin);
  report.fix(fmt::format("write `{}`", twin), where, twin);
  if (escape != '\0')
    report.help(fmt::format("if it is meant, write `\\{}{{{:x}}}`", escape, scalar.value));
}

void WordCheck::insideText(Token token) {
  llvm::StringRef text = textOf(token);
  uint32_t before = 0;
  for (uint32_t at = 0; at < text.size();) {
    Scalar scalar = readScalar(text.substr(at));
    if (!hiddenName(scalar.value).empty()) {
      mistake();
      return hidden(token.begin + at, scalar, token.kind == TokenKind::Raw);
    }
    // A variation selector belongs to the picture before it; after a letter it only hides.
    bool selector = scalar.value >= 0xFE00 && scalar.value <= 0xFE0F;
    if (selector && before < 0x80) {
      mistake();
      reporter_.report<Kind::HiddenCharacter>({file_, token.begin + at, token.begin + at + scalar.length},
                                              fmt::format("a variation selector ({})", codePoint(scalar.value)));
      return;
    }
    before = scalar.value;
    at += scalar.length;
  }
  lookAlikes(token);
}

void WordCheck::lookAlikes(Token token) {
  uint32_t quote = token.kind == TokenKind::Raw ? 2 : 1;
  llvm::StringRef body = quotedBody(textOf(token));
  std::optional<uint32_t> bad = source::lookAlike(body);
  if (!bad)
    return;
  mistake();
  confusable(token.begin + quote + *bad, readScalar(body.substr(*bad)), quote == 2 ? 'x' : 'u');
}

void WordCheck::insideComment(Token token) {
  llvm::StringRef text = textOf(token);
  for (uint32_t at = 0; at < text.size();) {
    Scalar scalar = readScalar(text.substr(at));
    if (source::hiddenInComments(scalar.value))
      return hidden(token.begin + at, scalar);
    at += scalar.length;
  }
}

} // namespace

Words readWords(llvm::StringRef text, source::FileId file, diagnostics::Reporter &reporter, const Limits &limits) {
  return WordCheck(text, file, reporter, limits).run();
}

} // namespace onus::syntax
