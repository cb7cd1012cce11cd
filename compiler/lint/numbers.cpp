// SPDX-License-Identifier: Apache-2.0
#include "lint/numbers.h"

#include "syntax/lexer.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

#include <cmath>

namespace onus::lint {

using llvm::StringRef;
using source::Range;

namespace {

/// How many milliseconds a unit has, in code and in prose; nothing for a word that is no unit.
std::optional<double> millisOf(StringRef unit) {
  constexpr double second = 1000, minute = 60 * second, hour = 60 * minute, day = 24 * hour;
  static constexpr std::pair<StringRef, double> units[] = {
      {"ms", 1},          {"millisecond", 1}, {"s", second},  {"second", second}, {"m", minute}, {"min", minute},
      {"minute", minute}, {"h", hour},        {"hour", hour}, {"d", day},         {"day", day},  {"week", 7 * day}};
  std::string lower = unit.lower();
  StringRef word = lower;
  for (const auto &[name, millis] : units)
    if (word == name || (name.size() > 2 && word.drop_back(word.endswith("s")) == name))
      return millis;
  return std::nullopt;
}

/// `1_000`, `1,000.50` and `500` as a number; the range must hold nothing else.
Number numberOf(StringRef text, Range range) {
  Number number;
  number.range = range;
  std::string plain;
  for (char each : text)
    if (llvm::isDigit(each) || each == '.')
      plain += each;
  number.written = number.value = std::strtod(plain.c_str(), nullptr);
  StringRef digits = plain;
  if (digits.contains('.'))
    digits = digits.rtrim('0').rtrim('.');
  for (char each : digits.ltrim("0."))
    if (each != '.')
      number.digits += each;
  number.digits = StringRef(number.digits).rtrim('0').str();
  return number;
}

Number inUnit(Number number, double millis) {
  number.duration = true;
  number.value = number.written * millis;
  return number;
}

// ---- Prose

bool isWordCharacter(char each) {
  return llvm::isAlnum(each) || each == '_' || static_cast<unsigned char>(each) >= 128;
}

/// The number belongs to the word before it: a section, a version, a team, a catalogue.
bool isOrdinal(StringRef before) {
  static constexpr StringRef words[] = {"article", "section", "step",   "phase", "level",  "version", "part",
                                        "rule",    "page",    "tier",   "line",  "clause", "chapter", "paragraph",
                                        "port",    "number",  "no.",    "art.",  "annex",  "table",   "control",
                                        "team",    "group",   "ticket", "issue"};
  static constexpr StringRef currencies[] = {"EUR", "USD", "GBP", "CHF", "JPY"};
  StringRef word = before.rtrim();
  word = word.drop_front(word.find_last_of(" \t\n\"(") + 1);
  std::string lower = word.lower();
  bool acronym = word.size() > 1 && llvm::all_of(word, [](char each) { return each >= 'A' && each <= 'Z'; });
  return llvm::is_contained(words, lower) || (acronym && !llvm::is_contained(currencies, word));
}

bool isYear(const Number &number) {
  return number.value >= 1900 && number.value <= 2100 && number.value == std::floor(number.value);
}

/// Where the digits of a number end that begins here: thousands and decimals are taken in where they are complete.
size_t numberEnd(StringRef text, size_t at) {
  auto isDigitAt = [&](size_t place) { return place < text.size() && llvm::isDigit(text[place]); };
  while (isDigitAt(at) ||
         (at < text.size() && (text[at] == ',' || text[at] == '_' || text[at] == '.') && isDigitAt(at + 1)))
    ++at;
  return at;
}

/// Reads the number at an offset with its unit; nothing where it is a part of something else.
std::optional<Number> readNumber(StringRef text, size_t begin, size_t end, Range whole) {
  StringRef digits = text.slice(begin, end), rest = text.drop_front(end);
  bool glued = begin > 0 && (isWordCharacter(text[begin - 1]) || StringRef("-./#:§").contains(text[begin - 1]));
  bool many =
      digits.count('.') > 1 || (rest.size() > 1 && StringRef("-/:").contains(rest[0]) && llvm::isDigit(rest[1]));
  if (glued || many || digits.size() > 12 || isOrdinal(text.take_front(begin)))
    return std::nullopt;
  Range range{whole.file, whole.begin + static_cast<uint32_t>(begin), whole.begin + static_cast<uint32_t>(end)};
  Number number = numberOf(digits, range);
  StringRef spaced = rest.ltrim(" -");
  StringRef unit = spaced.take_while(isWordCharacter);
  if (rest.startswith("%") || spaced.startswith("%") || unit == "percent") {
    number.value /= 100;
    return number;
  }
  if (std::optional<double> millis = millisOf(unit))
    return inUnit(std::move(number), *millis);
  bool suffix = !rest.empty() && isWordCharacter(rest[0]);
  static constexpr StringRef scales[] = {"k", "thousand", "million", "billion", "month", "months", "year", "years"};
  bool scale = llvm::is_contained(scales, unit);
  return suffix || scale || isYear(number) ? std::nullopt : std::optional(number);
}

/// Two digits that stand side by side are the wrong way round, and nothing else differs.
bool turned(StringRef left, StringRef right) {
  if (left.size() != right.size())
    return false;
  while (!left.empty() && left[0] == right[0])
    left = left.drop_front(), right = right.drop_front();
  return left.size() > 1 && left[0] == right[1] && left[1] == right[0] && left.drop_front(2) == right.drop_front(2);
}

/// One edit apart: a digit more, a digit less, another digit, or two of them the wrong way round.
bool oneSlip(StringRef left, StringRef right) {
  if (turned(left, right))
    return true;
  if (left.size() > right.size())
    std::swap(left, right);
  while (!left.empty() && left[0] == right[0])
    left = left.drop_front(), right = right.drop_front();
  if (left.size() != right.size())
    return right.size() == left.size() + 1 && left == right.drop_front();
  return left.drop_front(!left.empty()) == right.drop_front(!right.empty());
}

} // namespace

std::vector<Number> numbersInCode(const source::SourceManager &sources, Range range) {
  std::vector<Number> found;
  StringRef text = sources.text(range);
  for (const syntax::Token &token : syntax::lex(text).words) {
    StringRef word = text.slice(token.begin, token.end);
    Range place{range.file, range.begin + token.begin, range.begin + token.end};
    if (token.kind == syntax::TokenKind::Int || token.kind == syntax::TokenKind::Decimal)
      found.push_back(numberOf(word, place));
    if (token.kind != syntax::TokenKind::Duration)
      continue;
    StringRef unit = word.drop_while([](char each) { return !llvm::isAlpha(each); });
    if (std::optional<double> millis = millisOf(unit))
      found.push_back(inUnit(numberOf(word.drop_back(unit.size()), place), *millis));
  }
  return found;
}

std::vector<Number> numbersInText(const source::SourceManager &sources, Range range) {
  std::vector<Number> found;
  StringRef text = sources.text(range);
  for (size_t at = 0; at < text.size(); ++at) {
    if (!llvm::isDigit(text[at]))
      continue;
    size_t end = numberEnd(text, at);
    if (std::optional<Number> number = readNumber(text, at, end, range))
      found.push_back(std::move(*number));
    at = end;
  }
  return found;
}

bool agree(const Number &said, const Number &done) {
  if (!said.duration && done.duration && said.written == done.written) // "in 24" of `24h`
    return true;
  bool whole = done.value == std::floor(done.value) && !done.duration;
  double slack = whole ? 1 : 0;
  return said.duration == done.duration && std::abs(said.value - done.value) <= slack;
}

bool nearlyAgree(const Number &said, const Number &done) {
  if (said.duration != done.duration || agree(said, done))
    return false;
  if (said.duration ? said.written < 10 && done.written < 10 : said.value < 10 && done.value < 10)
    return false;
  if (said.duration && said.value * done.written != done.value * said.written) // another unit: about something else
    return false;
  if (said.digits == done.digits)
    return true;
  auto digitsOf = [](const Number &number) { return std::to_string(std::llround(number.written * 100)); };
  std::string left = digitsOf(said), right = digitsOf(done);
  // Of two digits, one that differs is half of the number: 30 is no slip of 90, nor 42 of 2.
  bool few = std::min(said.written, done.written) < 100 && !turned(left, right);
  return !few && oneSlip(left, right);
}

} // namespace onus::lint
