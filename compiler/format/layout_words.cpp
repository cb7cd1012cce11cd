// SPDX-License-Identifier: Apache-2.0
#include "format/layout.h"

namespace onus::format {

using Break = Document::Break;

Layout::Layout(const Source &source, Document &document, uint32_t first)
    : source_(source), document_(document), next_(first), at_(first == 0 ? 0 : source.word(first - 1).end) {
  comment_ = source.commentFrom(at_);
  // A comment behind the last word of what came before belongs to that line.
  if (first != 0 && comment_ < source.comments().size()) {
    const syntax::Token &comment = source.comments()[comment_];
    if (comment.begin < source.word(first).begin && source.lineBreaks(at_, comment.begin) == 0)
      at_ = comment.end, ++comment_;
  }
  afterOpen_ = true; // nothing stands above
}

bool Layout::blankUpTo(uint32_t offset) const { return !afterOpen_ && source_.lineBreaks(at_, offset) > 1; }

/// A comment on a line of its own; the line before it is ended here, the comment's own line by what follows.
void Layout::ownLine(const syntax::Token &comment, bool blank) {
  document_.line(blank ? Break::Blank : Break::Hard);
  llvm::StringRef text = source_.text(comment).rtrim();
  document_.text(text, displayWidth(text));
  at_ = comment.end;
  afterOpen_ = false;
}

void Layout::comments(bool keepBlanks) {
  llvm::ArrayRef<syntax::Token> all = source_.comments();
  uint32_t limit = source_.word(next_).begin;
  for (; comment_ < all.size() && all[comment_].begin < limit; ++comment_) {
    const syntax::Token &comment = all[comment_];
    if (source_.lineBreaks(at_, comment.begin) == 0 && next_ > 0) {
      document_.comment(source_.text(comment).rtrim());
      at_ = comment.end;
    } else {
      ownLine(comment, keepBlanks && blankUpTo(comment.begin));
    }
    forced_ = true;
  }
}

/// The comments above a declaration: no line has to be ended before the first one.
void Layout::leadingComments() {
  llvm::ArrayRef<syntax::Token> all = source_.comments();
  uint32_t limit = source_.word(next_).begin;
  for (; comment_ < all.size() && all[comment_].begin < limit; ++comment_) {
    llvm::StringRef text = source_.text(all[comment_]).rtrim();
    document_.text(text, displayWidth(text));
    at_ = all[comment_].end;
    uint32_t following = comment_ + 1 < all.size() ? std::min(all[comment_ + 1].begin, limit) : limit;
    document_.line(source_.lineBreaks(at_, following) > 1 ? Break::Blank : Break::Hard);
  }
  gapDone_ = true;
}

bool Layout::gap(Gap kind, uint32_t flat) {
  comments(kind == Gap::Statement);
  gapDone_ = true;
  bool forced = forced_;
  forced_ = false;
  uint32_t blanks = source_.tight(next_) ? 0 : flat;
  if (forced || kind == Gap::Hard || kind == Gap::Statement) {
    bool blank = kind == Gap::Statement && blankUpTo(source_.word(next_).begin);
    document_.line(blank ? Break::Blank : Break::Hard, 0, kind == Gap::Close);
    return !forced;
  }
  if (kind == Gap::Plain)
    document_.pad(blanks);
  else
    document_.line(kind == Gap::Fill ? Break::Fill : Break::Group, blanks, kind == Gap::Close);
  return true;
}

void Layout::word() {
  if (!gapDone_)
    gap(Gap::Plain);
  const syntax::Token &token = source_.word(next_);
  document_.text(source_.text(token), source_.width(next_));
  at_ = token.end;
  afterOpen_ = token.kind == TokenKind::LBrace || token.kind == TokenKind::LBrack || token.kind == TokenKind::LParen;
  ++next_;
  gapDone_ = false;
}

void Layout::plain(Node node) {
  while (next_ < node.end())
    word();
}

void Layout::part(const Part &part) {
  if (part.isNode())
    node(source_.node(part));
  else
    word();
}

void Layout::flowWord(const Part &part, bool last) {
  switch (source_.kind(part.word)) {
  case TokenKind::LParen:
    word();
    document_.beginAlign();
    return;
  case TokenKind::RParen:
    comments(false);
    document_.end();
    return word();
  case TokenKind::Comma:
    word();
    if (!last && nextKind() != TokenKind::RParen && nextKind() != TokenKind::RBrace)
      gap(Gap::Fill);
    return;
  default:
    return word();
  }
}

/// Words of a history term, or of what is counted, before which a line may end.
static bool beginsPart(TokenKind kind) {
  return kind == TokenKind::Where || kind == TokenKind::Last || kind == TokenKind::Per;
}

void Layout::flow(llvm::ArrayRef<Part> parts, bool terms) {
  for (size_t i = 0; i < parts.size(); ++i) {
    if (parts[i].isNode()) {
      node(source_.node(parts[i]));
      continue;
    }
    if (terms && beginsPart(source_.kind(parts[i].word)))
      gap(Gap::Fill);
    flowWord(parts[i], i + 1 == parts.size());
  }
}

void Layout::node(Node node) {
  switch (node.rule()) {
  case RuleKind::Expr:
  case RuleKind::StepExpr:
    return expr(node);
  case RuleKind::Atom:
    return atom(node);
  case RuleKind::RecordType:
    return bracketed(node, true, false);
  case RuleKind::TypeAtom:
    return typeAtom(node);
  case RuleKind::HistoryTerm:
  case RuleKind::CountBody:
    return flow(source_.parts(node), true);
  case RuleKind::UsePart:
    if (node.firstKind() == TokenKind::LBrace) {
      word();
      document_.beginAlign();
      Parts parts = source_.parts(node);
      flow(llvm::makeArrayRef(parts).slice(1, parts.size() - 2));
      comments(false);
      document_.end();
      return word();
    }
    return flow(node);
  default:
    return flow(node);
  }
}

} // namespace onus::format
