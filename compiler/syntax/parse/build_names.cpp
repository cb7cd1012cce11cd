// SPDX-License-Identifier: Apache-2.0
#include "syntax/literals.h"
#include "syntax/parse/builder.h"

#include "llvm/ADT/StringExtras.h"

#include <algorithm>

namespace onus::syntax {

using diagnostics::Kind;

Range TreeBuilder::range(const antlr4::Token *token) const {
  const Word &word = asWord(token);
  return {file_, word.begin(), word.end()};
}

Range TreeBuilder::range(const antlr4::ParserRuleContext *context) const {
  // A rule without a word of its own stops before it starts.
  if (context->stop == nullptr || asWord(context->stop).end() < asWord(context->start).begin())
    return {file_, asWord(context->start).begin(), asWord(context->start).begin()};
  return span(context->start, context->stop);
}

Range TreeBuilder::span(const antlr4::Token *first, const antlr4::Token *last) const {
  return {file_, asWord(first).begin(), asWord(last).end()};
}

/// The `///` lines between the word before and this one, without the slashes and one blank after them.
llvm::StringRef TreeBuilder::docAbove(const antlr4::Token *first) const {
  const Word &word = asWord(first);
  uint32_t before = word.index() == 0 ? 0 : words_[word.index() - 1].end;
  const Token *at = std::lower_bound(comments_.begin(), comments_.end(), word.begin(),
                                     [](const Token &comment, uint32_t offset) { return comment.begin < offset; });
  std::string lines;
  llvm::StringRef only;
  while (at != comments_.begin() && (at - 1)->begin >= before)
    --at;
  for (; at != comments_.end() && at->begin < word.begin(); ++at) {
    if (at->kind != TokenKind::DocComment)
      continue;
    llvm::StringRef line = text_.slice(at->begin + 3, at->end).rtrim();
    line.consume_front(" ");
    if (only.data() == nullptr && lines.empty()) {
      only = line;
      continue;
    }
    if (lines.empty())
      lines = only.str();
    lines += '\n';
    lines += line;
  }
  return lines.empty() ? only : arena_.text(lines);
}

Name TreeBuilder::name(const antlr4::Token *token) {
  if (asWord(token).kind() == TokenKind::String) {
    Text text = string(token);
    return {text.value, text.range, true};
  }
  Range where = range(token);
  return {textOf(where), where, false};
}

Path TreeBuilder::path(llvm::ArrayRef<Name> names) {
  return {arena_.copy(names), source::join(names.front().range, names.back().range)};
}

Path TreeBuilder::path(OnusParser::PathContext *context) {
  llvm::SmallVector<Name, 4> names{name(context->first)};
  for (OnusParser::MemberNameContext *word : context->rest)
    names.push_back(name(word));
  return path(names);
}

llvm::ArrayRef<Path> TreeBuilder::paths(const std::vector<OnusParser::PathContext *> &contexts) {
  std::vector<Path> all;
  for (OnusParser::PathContext *context : contexts)
    all.push_back(path(context));
  return keep(all);
}

Text TreeBuilder::string(const antlr4::Token *token) {
  Range where = range(token);
  llvm::StringRef body = quotedBody(textOf(where));
  if (!body.contains('\\'))
    return {body, where};
  std::vector<BadEscape> bad;
  std::string value = unescape(body, bad);
  if (known(token))
    bad.clear();
  for (BadEscape escape : bad) {
    Range place{file_, where.begin + 1 + escape.begin, where.begin + 1 + escape.end};
    reporter_.report<Kind::UnknownEscape>(place, textOf(place))
        .help("the escapes are `\\\"`, `\\\\`, `\\n`, `\\t`, `\\r` and `\\u{1F600}`; a backslash itself is `\\\\`")
        .fix("write the backslash itself", {file_, place.begin, place.begin}, "\\");
  }
  return {arena_.text(value), where};
}

llvm::ArrayRef<Text> TreeBuilder::strings(const std::vector<antlr4::Token *> &tokens) {
  std::vector<Text> all;
  for (const antlr4::Token *token : tokens)
    all.push_back(string(token));
  return keep(all);
}

DateLit TreeBuilder::date(const antlr4::Token *token) {
  DateLit literal{0, range(token)};
  if (std::optional<Day> day = parseDay(textOf(literal.range)))
    literal.value = *day;
  else if (!known(token))
    reporter_.report<Kind::NoSuchDay>(literal.range, textOf(literal.range));
  return literal;
}

InstantLit TreeBuilder::instant(const antlr4::Token *token) {
  InstantLit literal{0, range(token)};
  if (std::optional<onus::Instant> value = parseInstant(textOf(literal.range)))
    literal.value = *value;
  else if (!known(token))
    reporter_.report<Kind::NoSuchDay>(literal.range, textOf(literal.range))
        .help("an instant is written `2026-12-31T08:00:00Z`, with up to three digits of a second's fraction");
  return literal;
}

std::string TreeBuilder::digitsOf(const antlr4::Token *token) {
  Range where = range(token);
  std::string digits = textOf(where).str();
  digits.erase(std::remove(digits.begin(), digits.end(), '_'), digits.end());
  size_t zeros = 0;
  while (zeros + 1 < digits.size() && digits[zeros] == '0' && llvm::isDigit(digits[zeros + 1]))
    ++zeros;
  if (zeros == 0)
    return digits;
  digits.erase(0, zeros);
  if (!known(token))
    reporter_.report<Kind::LeadingZero>(where, textOf(where))
        .note("some languages take such a number for an octal one")
        .fix(fmt::format("write `{}`", digits), where, digits, diagnostics::Applicability::MachineApplicable);
  return digits;
}

DurationLit TreeBuilder::duration(const antlr4::Token *token) {
  DurationLit literal{0, range(token)};
  std::string digits = digitsOf(token);
  if (std::optional<Millis> value = parseDuration(digits))
    literal.value = *value;
  else if (!known(token))
    reporter_.report<Kind::LiteralOutOfRange>(literal.range, textOf(literal.range), "a duration");
  return literal;
}

IntLit TreeBuilder::integer(const antlr4::Token *token) {
  IntLit literal{0, range(token)};
  std::string digits = digitsOf(token);
  if (llvm::StringRef(digits).getAsInteger(10, literal.value) && !known(token))
    reporter_.report<Kind::LiteralOutOfRange>(literal.range, textOf(literal.range), "an `int`, which has 64 bits");
  return literal;
}

std::optional<Severity> TreeBuilder::severity(const Name &word) {
  if (auto known = onus::severity(word.text))
    return known;
  reporter_.report<Kind::UnknownSeverity>(word.range, word.text)
      .help("a severity is `low`, `medium`, `high` or `critical`");
  return std::nullopt;
}

void TreeBuilder::saidTwice(Range first, Range again) {
  llvm::StringRef keyword = textOf(again).take_while([](char c) { return llvm::isAlnum(c) || c == '_'; });
  reporter_.report<Kind::ClauseTwice>(again, keyword).related(first, "it was said here first");
}

void TreeBuilder::misplaced(Range where, const std::string &message, const std::string &help) {
  auto report = reporter_.report<Kind::ClauseMisplaced>(where, message);
  if (!help.empty())
    report.help(help);
}

EventKind eventKind(TokenKind kind) {
  switch (kind) {
  case TokenKind::Start:
    return EventKind::Start;
  case TokenKind::Input:
    return EventKind::Input;
  case TokenKind::Prompt:
    return EventKind::Prompt;
  case TokenKind::Completion:
    return EventKind::Completion;
  case TokenKind::Result:
    return EventKind::Result;
  case TokenKind::Output:
    return EventKind::Output;
  case TokenKind::Handoff:
    return EventKind::Handoff;
  case TokenKind::Memory:
    return EventKind::Memory;
  default:
    return EventKind::Call;
  }
}

} // namespace onus::syntax
