// SPDX-License-Identifier: Apache-2.0
#include "lsp/completion/cursor.h"

#include "lsp/brackets.h"
#include "lsp/completion/clause_reader.h"
#include "syntax/parse/declarations.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

namespace onus::lsp {

using syntax::Token;
using syntax::TokenKind;

namespace {

/// A declaration as long as this is read clause by clause only.
constexpr size_t mostWords = 4000;

bool isNumber(TokenKind kind) {
  return kind == TokenKind::Int || kind == TokenKind::Duration || kind == TokenKind::BadNumber ||
         kind == TokenKind::Decimal || kind == TokenKind::Date;
}

bool isText(TokenKind kind) { return kind == TokenKind::String || kind == TokenKind::UnclosedString; }

} // namespace

Cursor::Cursor(const Document &document, uint32_t offset)
    : text_(document.text), offset_(offset), all_(document.syntax().tokens().words), typedBegin_(offset),
      typedEnd_(offset) {
  if (llvm::any_of(document.syntax().tokens().comments, [&](const Token &each) { return typedComment(each); }))
    return;
  typedToken();
  size_t end = wordFrom(where_ == Where::Text ? typedBegin_ - 1 : typedBegin_);
  size_t next = wordFrom(typedEnd_);
  next_ = all_[next];
  syntax::Layout layout{text_, all_};
  size_t first = end;
  auto beginsPart = [&](size_t word) { return layout.inFirstColumn(word) && layout.declarationAt(word); };
  bool atPart = end < next && layout.inFirstColumn(end); // whatever is open above, something new is being typed
  while (!atPart && first > 0 && !beginsPart(--first))
    continue;
  declaration_ = all_.slice(first, end - first);
  readClauses(next);
  findWays();
}

/// Rules of the linter have dashes in their names.
bool Cursor::typedComment(const Token &comment) {
  if (offset_ <= comment.begin || comment.end < offset_)
    return false;
  auto inWord = [](char c) { return llvm::isAlnum(c) || c == '-' || c == '_'; };
  where_ = Where::Comment;
  commentBegin_ = comment.begin;
  while (typedBegin_ > comment.begin && inWord(text_[typedBegin_ - 1]))
    --typedBegin_;
  while (typedEnd_ < comment.end && inWord(text_[typedEnd_]))
    ++typedEnd_;
  return true;
}

/// The first word from an offset on.
size_t Cursor::wordFrom(uint32_t offset) const {
  auto found = llvm::partition_point(all_, [&](const Token &word) { return word.begin < offset; });
  return std::min(static_cast<size_t>(found - all_.begin()), all_.size() - 1);
}

/// A word counts to its end; behind the quotes of a string nothing is typed into it.
void Cursor::typedToken() {
  size_t behind = wordFrom(offset_);
  if (behind == 0)
    return;
  const Token &word = all_[behind - 1];
  if (word.end < offset_)
    return;
  bool closed = word.kind == TokenKind::String;
  if (isText(word.kind) && !(closed && offset_ == word.end)) {
    where_ = Where::Text;
    typedBegin_ = word.begin + 1;
    typedEnd_ = closed ? word.end - 1 : word.end;
  } else if (syntax::isWord(word.kind) || isNumber(word.kind)) {
    typedBegin_ = word.begin;
    typedEnd_ = word.end;
  }
}

/// Where the declaration has ended before the cursor, what its clauses were does not matter.
void Cursor::readClauses(size_t next) {
  ClauseReader reader({text_, all_});
  size_t first = static_cast<size_t>(declaration_.data() - all_.data());
  for (size_t at = first; at < first + declaration_.size(); ++at)
    reader.read(at);
  words_ = reader.takeWords();
  clauseStarts_ = reader.outermostClauses();
  for (size_t &start : clauseStarts_)
    start -= first;
  for (size_t start : reader.innermostClauses())
    if (all_[start].begin != typedBegin_)
      clauses_.push_back(all_[start].kind);
  for (size_t start : reader.clausesFrom(next))
    clauses_.push_back(all_[start].kind);
}

std::vector<llvm::ArrayRef<Token>> Cursor::clausesOf(TokenKind keyword) const {
  std::vector<llvm::ArrayRef<Token>> found;
  for (size_t at = 0; at < clauseStarts_.size(); ++at) {
    size_t first = clauseStarts_[at];
    size_t end = at + 1 < clauseStarts_.size() ? clauseStarts_[at + 1] : declaration_.size();
    if (declaration_[first].kind == keyword)
      found.push_back(declaration_.slice(first + 1, end - first - 1));
  }
  return found;
}

/// A mistake in an earlier clause must not matter, so the shortened text is tried first. Where lines do not show what
/// is a clause, the whole declaration tells more.
void Cursor::findWays() {
  ways_ = syntax::continuations(words_);
  if (!ways_.empty() || declaration_.size() > mostWords)
    return;
  ways_ = syntax::continuations(declaration_);
  if (!ways_.empty())
    words_.assign(declaration_.begin(), declaration_.end());
}

} // namespace onus::lsp
