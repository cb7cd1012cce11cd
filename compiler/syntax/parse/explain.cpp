// SPDX-License-Identifier: Apache-2.0
#include "syntax/parse/explain.h"

#include "grammar/OnusParser.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallVector.h"

namespace onus::syntax {

using diagnostics::Applicability;
using diagnostics::Kind;
using grammar::OnusParser;
using source::Range;

size_t Explainer::explain(const SyntaxError &error) {
  error_ = error;
  at_ = partFirst_ + error.at;
  start_ = partFirst_ + error.start;
  block_ = blockOf(error, layout_, partFirst_, atn_);
  bool said = unclosedBlock() || noDeclaration() || equalsSign() || quotedLiteral() || missingElse() ||
              swallowedClause() || reservedName() || unknownClause();
  if (!said)
    plainly();
  return at_;
}

Range Explainer::range(size_t index) const { return {file_, layout_.words[index].begin, layout_.words[index].end}; }

Range Explainer::between(size_t first, size_t last) const {
  return {file_, layout_.words[first].begin, layout_.words[last].end};
}

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

/// A declaration that begins in the first column inside a block shows that the block was not closed.
bool Explainer::unclosedBlock() {
  size_t end = std::max(at_, start_);
  size_t found = first_ + 1;
  while (found < end && !(layout_.inFirstColumn(found) && layout_.declarationAt(found)))
    ++found;
  bool declaration = layout_.inFirstColumn(found) && layout_.declarationAt(found);
  if (!declaration && kindAt(found) != TokenKind::End)
    return false;
  std::optional<size_t> brace = layout_.unclosedBrace(first_, found);
  if (!brace)
    return false;
  // Where nothing is indented the first column means nothing.
  if (declaration && layout_.inFirstColumn(*brace + 1) && *brace + 1 != found)
    return false;
  at_ = found;
  Range where = declaration ? range(found) : range(found - 1);
  reporter_.report<Kind::UnclosedBlock>(where, layout_.opener(*brace))
      .related(range(*brace), "it was opened here")
      .fix("close it", {file_, layout_.words[found - 1].end, layout_.words[found - 1].end}, "\n}");
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
  else if (!closing)
    report.help("a declaration begins with a word such as `guardrail`, `surface`, `system`, `team`, `let` or `test`");
  return true;
}

bool Explainer::equalsSign() {
  if (kindAt(at_) != TokenKind::Assign || !expected(TokenKind::Equal))
    return false;
  reporter_.report<Kind::ForeignOperator>(range(at_), "=")
      .help("values are compared with `==`")
      .fix("write `==`", range(at_), "==", Applicability::MachineApplicable);
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

TokenKind Explainer::nearestKeyword() const {
  if (!isWord(kindAt(start_)))
    return TokenKind::End;
  llvm::StringRef written = textOf(start_);
  unsigned limit = std::max<unsigned>(1, static_cast<unsigned>(written.size()) / 3);
  TokenKind nearest = TokenKind::End;
  for (size_t index = 0; index <= static_cast<size_t>(TokenKind::BadCharacter); ++index) {
    TokenKind kind = static_cast<TokenKind>(index);
    TokenClass group = classOf(kind);
    if (!error_.expected.test(index) || (group != TokenClass::Word && group != TokenClass::Reserved))
      continue;
    llvm::StringRef word = spelling(kind);
    unsigned distance = word.equals_insensitive(written) ? 0 : written.edit_distance(word, true, limit);
    if (distance > limit || kind == kindAt(start_))
      continue;
    nearest = kind;
    if (distance == 0)
      break;
    limit = distance - 1;
  }
  return nearest;
}

void Explainer::didYouMean(diagnostics::Builder report, TokenKind keyword, size_t index) {
  std::string word = spelling(keyword).str();
  report.help("did you mean `" + word + "`?").fix("write `" + word + "`", range(index), word);
}

/// A word at the start of a line of a block that begins nothing which may stand there.
bool Explainer::unknownClause() {
  if (!block_ || !isWord(kindAt(start_)) || (error_.expected & block_->members) != block_->members)
    return false;
  bool keyword = classOf(kindAt(start_)) == TokenClass::Word && block_->members.test(static_cast<size_t>(kindAt(start_)));
  bool ownLine = layout_.firstOnLine(start_) || kindAt(start_ - 1) == TokenKind::LBrace;
  TokenKind near = nearestKeyword();
  if (!ownLine || block_->member == "a member" || (keyword && at_ == start_ && near == TokenKind::End))
    return false;
  bool label = kindAt(start_) != TokenKind::Identifier && kindAt(start_ + 1) == TokenKind::Colon;
  if (label)
    return false;
  at_ = start_;
  llvm::StringRef what = llvm::StringRef(block_->member).drop_front(2); // without the article
  auto report = reporter_.report<Kind::UnknownClause>(range(start_), textOf(start_), what);
  if (near != TokenKind::End)
    didYouMean(report, near, start_);
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
