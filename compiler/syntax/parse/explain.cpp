// SPDX-License-Identifier: Apache-2.0
#include "syntax/parse/explain.h"

#include "grammar/OnusParser.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringExtras.h"

#include <algorithm>

namespace onus::syntax {

using diagnostics::Applicability;
using diagnostics::Kind;
using grammar::OnusParser;

size_t Explainer::explain(const SyntaxError &error) {
  error_ = error;
  at_ = partFirst_ + error.at;
  start_ = partFirst_ + error.start;
  block_ = blockOf(error, layout_, partFirst_, atn_);
  readAsKeyword();
  bool said = unclosedBlock() || equalsSign() || noDeclaration() || memberComma() || innerConditional() ||
              quotedLiteral() || missingElse() || swallowedClause() || reservedName() || unclosedInner() ||
              unfinishedLabel() || unknownClause();
  if (!said)
    plainly();
  return at_;
}

Range Explainer::range(size_t index) const { return {file_, layout_.words[index].begin, layout_.words[index].end}; }

llvm::StringRef Explainer::textOf(size_t index) const {
  return layout_.text.slice(layout_.words[index].begin, layout_.words[index].end);
}

std::string Explainer::describe(size_t index) const {
  TokenKind kind = kindAt(index);
  if (kind == TokenKind::End)
    return "the end of the file";
  if (index == partEnd_)
    return "the next declaration";
  if (kind == TokenKind::String || kind == TokenKind::Raw)
    return spelling(kind).str();
  return "`" + textOf(index).str() + "`";
}

Range Explainer::place() const {
  bool early = (kindAt(at_) == TokenKind::End || at_ == partEnd_) && at_ > 0;
  return range(early ? at_ - 1 : at_);
}

/// In a guardrail every word may be the label of a rule, so the parser misses a `:` after a keyword whose clause goes
/// on wrongly. What the keyword wants is what was expected.
void Explainer::readAsKeyword() {
  bool label = !error_.rules.empty() && error_.rules.front().rule == OnusParser::RuleGuardrailMember &&
               error_.expected.count() == 1 && expected(TokenKind::Colon);
  if (!label)
    return;
  start_ = partFirst_ + error_.rules.front().first;
  TokenSet wanted = wordsAfter(atn_, OnusParser::RuleGuardrailMember, kindAt(start_)) |
                    wordsAfter(atn_, OnusParser::RuleWaiverTerm, kindAt(start_));
  wanted.reset(static_cast<size_t>(TokenKind::Colon));
  if (wanted.none())
    return;
  error_.expected = wanted;
  start_ = at_;
}

/// A declaration that begins in the first column inside a block shows that the block was not closed.
bool Explainer::unclosedBlock() {
  size_t end = std::max(at_, start_);
  size_t found = first_ + 1;
  while (found < end && !(layout_.inFirstColumn(found) && layout_.declarationAt(found)))
    ++found;
  bool declaration = layout_.inFirstColumn(found) && layout_.declarationAt(found);
  if (!declaration && kindAt(found) != TokenKind::End)
    return false;
  std::optional<size_t> bracket = layout_.unclosedBracket(first_, found);
  if (!bracket)
    return false;
  // Where nothing is indented the first column means nothing.
  if (declaration && layout_.inFirstColumn(*bracket + 1) && *bracket + 1 != found)
    return false;
  at_ = found;
  reportUnclosed(*bracket, declaration ? range(found) : range(found - 1), found);
  return true;
}

void Explainer::reportUnclosed(size_t bracket, Range where, size_t before) {
  TokenKind kind = kindAt(bracket);
  const char *close = kind == TokenKind::LBrace ? "}" : kind == TokenKind::LBrack ? "]" : ")";
  std::string line = kind == TokenKind::LBrace ? "\n" + std::string(layout_.indentation(bracket), ' ') : "";
  uint32_t end = layout_.words[before - 1].end;
  reporter_.report<Kind::UnclosedBlock>(where, close, layout_.opener(bracket))
      .related(range(bracket), "it was opened here")
      .fix("close it", {file_, end, end}, line + close);
}

/// A line that stands no further in than the block it would belong to shows that the block was not closed.
bool Explainer::unclosedInner() {
  if (!block_ || !expected(TokenKind::RBrace) || !layout_.firstOnLine(at_) || at_ != start_)
    return false;
  std::optional<size_t> bracket = layout_.unclosedBracket(first_, at_);
  if (!bracket || kindAt(*bracket) != TokenKind::LBrace || layout_.indentation(at_) > layout_.indentation(*bracket) ||
      layout_.indentation(*bracket + 1) <= layout_.indentation(*bracket))
    return false;
  reportUnclosed(*bracket, range(at_), at_);
  return true;
}

/// What stands outside all declarations and begins none.
bool Explainer::noDeclaration() {
  if (error_.rules.empty() || error_.rules.front().rule != OnusParser::RuleDeclaration)
    return false;
  TokenKind kind = kindAt(at_);
  bool closing = kind == TokenKind::RBrace || kind == TokenKind::RParen || kind == TokenKind::RBrack;
  auto report = reporter_.report<Kind::DeclarationExpected>(range(at_), describe(at_));
  if (closing)
    report.label("this closes nothing");
  TokenKind near = nearestKeyword();
  if (near != TokenKind::End)
    didYouMean(report, near, at_);
  else if (!closing && layout_.firstOnLine(at_))
    report.help("a declaration begins with a word such as `guardrail`, `surface`, `system`, `team`, `let` or `test`");
  return true;
}

bool Explainer::equalsSign() {
  bool afterValue = at_ > first_ && expected(TokenKind::Equal);
  // At the top of the file the declaration before has ended where its value could.
  bool leftOver = at_ > 0 && !error_.rules.empty() && error_.rules.front().rule == OnusParser::RuleDeclaration &&
                  !layout_.firstOnLine(at_);
  if (kindAt(at_) != TokenKind::Assign || (!afterValue && !leftOver))
    return false;
  reporter_.report<Kind::ForeignOperator>(range(at_), "=")
      .help("values are compared with `==`")
      .fix("write `==`", range(at_), "==", Applicability::MachineApplicable);
  return true;
}

/// In a record the end of a line separates members, but an infix word goes on with the value before it.
bool Explainer::memberComma() {
  if (kindAt(at_) != TokenKind::Colon || at_ < first_ + 2 || !layout_.firstOnLine(at_ - 1))
    return false;
  static constexpr TokenKind infix[] = {TokenKind::And,     TokenKind::Or,   TokenKind::In,
                                        TokenKind::Matches, TokenKind::Like, TokenKind::As};
  if (!llvm::is_contained(infix, kindAt(at_ - 1)))
    return false;
  uint32_t end = layout_.words[at_ - 2].end;
  reporter_
      .report<Kind::UnexpectedWord>(range(at_ - 1), "a comma before the member " + describe(at_ - 1),
                                    "the end of a line")
      .note("the word is an operator where it can be one")
      .fix("put a comma before it", {file_, end, end}, ",", Applicability::MachineApplicable);
  return true;
}

/// `1 + if a then b else c`
bool Explainer::innerConditional() {
  if (kindAt(at_) != TokenKind::If || !expected(TokenKind::Int) || expected(TokenKind::If))
    return false;
  reporter_.report<Kind::ParenthesesNeeded>(range(at_), "`if`")
      .help("behind an operator it would not be clear where `else` ends: `(if C then A else B)`");
  return true;
}

/// `until "2026-12-31"`
bool Explainer::quotedLiteral() {
  TokenKind wanted = TokenKind::End;
  for (TokenKind kind : {TokenKind::Date, TokenKind::Instant, TokenKind::Duration, TokenKind::Int})
    if (expected(kind) && !expected(TokenKind::String))
      wanted = kind;
  if (kindAt(at_) != TokenKind::String || wanted == TokenKind::End)
    return false;
  llvm::StringRef body = textOf(at_).drop_front().drop_back();
  reporter_.report<Kind::UnexpectedWord>(range(at_), spelling(wanted), "a string")
      .fix("leave out the quotes", range(at_), body.str());
  return true;
}

bool Explainer::missingElse() {
  if (!expected(TokenKind::Else))
    return false;
  unsigned depth = 0;
  for (size_t i = at_; i-- > first_;) {
    TokenKind kind = kindAt(i);
    if (kind == TokenKind::RParen || kind == TokenKind::RBrack || kind == TokenKind::RBrace)
      ++depth;
    if (kind == TokenKind::LParen || kind == TokenKind::LBrack || kind == TokenKind::LBrace)
      depth -= depth > 0 ? 1 : 0;
    if (kind != TokenKind::If || depth > 0)
      continue;
    reporter_.report<Kind::ElseMissing>(range(i))
        .related(place(), "`else` was expected here")
        .help("both cases have a value: `if C then A else B`");
    return true;
  }
  return false;
}

/// A clause that was left unfinished takes the keyword of the next line for a name; then that line makes no sense.
bool Explainer::swallowedClause() {
  if (!block_ || start_ < first_ + 2)
    return false;
  size_t keyword = start_ - 1;
  bool swallowed = layout_.firstOnLine(keyword) && classOf(kindAt(keyword)) == TokenClass::Word &&
                   block_->members.test(static_cast<size_t>(kindAt(keyword))) &&
                   classOf(kindAt(keyword - 1)) == TokenClass::Word && !layout_.firstOnLine(start_);
  if (!swallowed || keyword - 1 <= partFirst_ + block_->first)
    return false;
  reporter_.report<Kind::UnexpectedWord>(range(keyword - 1), "a name after `" + textOf(keyword - 1).str() + "`",
                                         describe(keyword));
  return true;
}

bool Explainer::reservedName() {
  if (!isReserved(kindAt(at_)) || !expected(TokenKind::Identifier) || expected(TokenKind::Int))
    return false;
  bool label = kindAt(at_ + 1) == TokenKind::Colon;
  if (expected(TokenKind::RBrace) && !label)
    return false;
  reporter_.report<Kind::ReservedWord>(range(at_), textOf(at_), label ? "a label" : "a name")
      .help("it is a name only after a dot and as the name of a member");
  return true;
}

namespace {

/// How many letters must be added, removed, changed or swapped with their neighbour to come from one word to another.
unsigned distance(llvm::StringRef from, llvm::StringRef to) {
  std::vector<std::vector<unsigned>> rows(from.size() + 1, std::vector<unsigned>(to.size() + 1));
  for (size_t i = 0; i <= from.size(); ++i)
    for (size_t j = 0; j <= to.size(); ++j) {
      if (i == 0 || j == 0) {
        rows[i][j] = static_cast<unsigned>(i + j);
        continue;
      }
      unsigned change = rows[i - 1][j - 1] + (llvm::toLower(from[i - 1]) == llvm::toLower(to[j - 1]) ? 0 : 1);
      rows[i][j] = std::min({change, rows[i - 1][j] + 1, rows[i][j - 1] + 1});
      if (i > 1 && j > 1 && from[i - 1] == to[j - 2] && from[i - 2] == to[j - 1])
        rows[i][j] = std::min(rows[i][j], rows[i - 2][j - 2] + 1);
    }
  return rows.back().back();
}

} // namespace

TokenKind Explainer::nearest(size_t index, const TokenSet &keywords) const {
  llvm::StringRef written = textOf(index);
  if (!isWord(kindAt(index)) || written.size() > 32)
    return TokenKind::End;
  unsigned limit = std::max<unsigned>(1, static_cast<unsigned>(written.size()) / 3);
  TokenKind found = TokenKind::End;
  for (size_t number = 0; number <= static_cast<size_t>(TokenKind::BadCharacter); ++number) {
    TokenKind kind = static_cast<TokenKind>(number);
    if (!keywords.test(number) || !isWord(kind) || kind == TokenKind::Identifier || kind == kindAt(index))
      continue;
    unsigned far = distance(written, spelling(kind));
    if (far > limit || (found != TokenKind::End && far == limit))
      continue;
    found = kind;
    limit = far;
  }
  return found;
}

TokenKind Explainer::nearestKeyword() const {
  // Where a name fits, contextual words were expected as names only.
  return expected(TokenKind::Identifier) ? TokenKind::End : nearest(start_, error_.expected);
}

void Explainer::didYouMean(diagnostics::Builder report, TokenKind keyword, size_t index) {
  std::string word = spelling(keyword).str();
  report.didYouMean(range(index), word);
}

/// A word in a guardrail that is followed by neither a `:` nor what a clause would go on with.
bool Explainer::unfinishedLabel() {
  bool label = !error_.rules.empty() && error_.rules.front().rule == OnusParser::RuleGuardrailMember && start_ < at_ &&
               expected(TokenKind::Colon);
  if (!label || !block_)
    return false;
  bool ownLine = layout_.firstOnLine(start_) || kindAt(start_ - 1) == TokenKind::LBrace;
  TokenKind near = nearest(start_, block_->keywords);
  bool rule = firstWords(atn_, OnusParser::RuleRuleBody).test(static_cast<size_t>(kindAt(at_)));
  if (ownLine && rule && near == TokenKind::End && !layout_.firstOnLine(at_))
    return false; // a label that lacks its colon
  at_ = start_;
  if (!ownLine) {
    auto report = reporter_.report<Kind::UnexpectedWord>(range(at_), block_->member, describe(at_));
    if (near != TokenKind::End)
      didYouMean(report, near, at_);
    return true;
  }
  llvm::StringRef what = llvm::StringRef(block_->member).drop_front(2); // without the article
  auto report = reporter_.report<Kind::UnknownClause>(range(at_), textOf(at_), what);
  if (near != TokenKind::End)
    didYouMean(report, near, at_);
  return true;
}

/// A word at the start of a line of a block that begins nothing which may stand there.
bool Explainer::unknownClause() {
  bool between = block_ && block_->keywords.any() && (error_.expected & block_->members) == block_->members;
  if (!between || at_ != start_ || !isWord(kindAt(at_)))
    return false;
  bool ownLine = layout_.firstOnLine(at_) || kindAt(at_ - 1) == TokenKind::LBrace;
  if (!ownLine)
    return false;
  llvm::StringRef what = llvm::StringRef(block_->member).drop_front(2);
  auto report = reporter_.report<Kind::UnknownClause>(range(at_), textOf(at_), what);
  TokenKind near = nearest(at_, block_->keywords);
  if (near != TokenKind::End)
    didYouMean(report, near, at_);
  return true;
}

/// Where a bracket is missing, shows the one that waits for it.
void Explainer::openBracket(diagnostics::Builder report) {
  if (!expected(TokenKind::RParen) && !expected(TokenKind::RBrack))
    return;
  llvm::SmallVector<size_t, 8> open;
  for (size_t i = first_; i < at_; ++i) {
    TokenKind kind = kindAt(i);
    if (kind == TokenKind::LParen || kind == TokenKind::LBrack || kind == TokenKind::LBrace)
      open.push_back(i);
    else if ((kind == TokenKind::RParen || kind == TokenKind::RBrack || kind == TokenKind::RBrace) && !open.empty())
      open.pop_back();
  }
  if (!open.empty() && kindAt(open.back()) != TokenKind::LBrace)
    report.related(range(open.back()), "this is not closed yet");
}

void Explainer::plainly() {
  std::string wanted = describeExpected(error_, block_, atn_);
  bool early = (kindAt(at_) == TokenKind::End || at_ == partEnd_) && at_ > first_;
  if (early)
    wanted += " after " + describe(at_ - 1);
  auto report = reporter_.report<Kind::UnexpectedWord>(place(), wanted, describe(at_));
  openBracket(report);
  TokenKind near = at_ == start_ ? nearestKeyword() : TokenKind::End;
  if (near != TokenKind::End && near != TokenKind::Identifier)
    didYouMean(report, near, at_);
  else if (expected(TokenKind::String) && !expected(TokenKind::Int) && isWord(kindAt(at_)) &&
           !expected(TokenKind::Identifier))
    report.help("a text stands between double quotes");
}

} // namespace onus::syntax
