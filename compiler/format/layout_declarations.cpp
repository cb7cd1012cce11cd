// SPDX-License-Identifier: Apache-2.0
#include "format/layout.h"

namespace onus::format {

void Layout::top(Node node, Columns columns) {
  leadingComments();
  document_.beginContinuation(4);
  Node inner = node.rule() == RuleKind::Declaration ? node.inner() : node;
  switch (inner.rule()) {
  case RuleKind::PackageClause:
  case RuleKind::UseClause:
    flow(inner);
    break;
  case RuleKind::ContextDecl:
    word();
    bracketed(source_.node(source_.parts(inner)[1]), true, true);
    break;
  case RuleKind::TypeDecl:
    typeDecl(inner, columns);
    break;
  case RuleKind::LetDecl:
    let(inner, columns);
    break;
  default:
    block(inner, columns);
  }
  document_.end();
  // The comment behind the last word; those below belong to what follows.
  if (comment_ < source_.comments().size()) {
    const syntax::Token &comment = source_.comments()[comment_];
    if (comment.begin < source_.word(next_).begin && source_.lineBreaks(at_, comment.begin) == 0)
      document_.comment(source_.text(comment).rtrim());
  }
}

/// A declaration with its clauses in braces.
void Layout::block(Node node, Columns columns) {
  Parts all = source_.parts(node);
  llvm::ArrayRef<Part> parts = all;
  size_t open = 0;
  while (open < parts.size() && !source_.is(parts[open], TokenKind::LBrace))
    ++open;
  document_.beginGroup();
  head(parts.take_front(open), columns, node.rule() != RuleKind::FrameworkDecl);
  if (open < parts.size()) {
    uint32_t before = source_.width(node.first(), parts[open].word);
    if (columns.title > 0 && source_.is(parts[open - 1], TokenKind::String))
      before = columns.title + source_.width(parts[open].word - 1);
    if (gap(Gap::Plain) && columns.caption > 0)
      document_.pad(columns.caption - before - 1);
    word();
    llvm::ArrayRef<Part> within = parts.slice(open + 1, parts.size() - open - 2);
    document_.beginBlock(2);
    members(node.rule(), within, columns.row);
    comments(true);
    document_.end();
    gap(Gap::Close);
    word();
  }
  document_.end();
}

/// What stands before the brace. Where it breaks, a line may end before the caption, `is` and `under`.
void Layout::head(llvm::ArrayRef<Part> parts, Columns columns, bool breaks) {
  for (size_t i = 0; i < parts.size(); ++i) {
    bool caption = i > 1 && source_.is(parts[i], TokenKind::String);
    if (caption && columns.title > 0) {
      if (gap(Gap::Plain))
        document_.pad(columns.title - source_.width(parts.front().word, parts[i].word) - 1);
    } else if (breaks && (caption || source_.is(parts[i], TokenKind::Is) || source_.is(parts[i], TokenKind::Under))) {
      gap(Gap::Fill);
    }
    flow(parts[i]);
  }
}

void Layout::members(RuleKind rule, llvm::ArrayRef<Part> parts, bool oneLine) {
  if (rule == RuleKind::SurfaceDecl)
    return surfaceMembers(parts);
  if (rule == RuleKind::GuardrailDecl || rule == RuleKind::DutiesDecl || rule == RuleKind::PatternDecl)
    return guardrailMembers(parts);
  uint32_t wide = column(parts);
  for (const Part &each : parts) {
    Node member = source_.node(each).inner();
    if (member.rule() == RuleKind::TestStep) {
      step(member);
      continue;
    }
    gap(oneLine ? Gap::Group : Gap::Statement);
    if (member.rule() == RuleKind::Control)
      control(member);
    else if (member.rule() == RuleKind::StandardClause && member.firstKind() == TokenKind::Every)
      every(member);
    else
      clause(member, wide);
  }
}

/// The clause is a keyword and what it says, aligned with the other clauses of its declaration.
bool Layout::inColumn(Node member) const {
  switch (member.rule()) {
  case RuleKind::RuleBody:
  case RuleKind::LetDecl:
  case RuleKind::ExceptionDecl:
  case RuleKind::Control:
    return false;
  default:
    return member.end() > member.first() + 1 && source_.kind(member.first() + 1) != TokenKind::Colon &&
           member.firstKind() != TokenKind::Every;
  }
}

uint32_t Layout::column(llvm::ArrayRef<Part> members) const {
  uint32_t widest = 0;
  for (const Part &each : members) {
    Node member = source_.node(each).inner();
    if (inColumn(member))
      widest = std::max(widest, source_.width(member.first()));
  }
  return widest;
}

void Layout::clause(Node node, uint32_t column) {
  Parts parts = source_.parts(node);
  uint32_t width = source_.width(node.first());
  document_.beginContinuation(4);
  word();
  if (parts.size() > 1) {
    if (gap(Gap::Plain) && column >= width)
      document_.padIfBroken(column - width + 1);
    document_.beginAlign();
    clauseValue(node, llvm::makeArrayRef(parts).drop_front());
    document_.end();
  }
  document_.end();
}

/// `every guardrail where C requires D because "…"`
void Layout::every(Node node) {
  document_.beginContinuation(4);
  document_.beginGroup();
  bool open = true;
  for (const Part &each : source_.parts(node)) {
    if (source_.is(each, TokenKind::Because)) {
      document_.end();
      open = false;
      gap(Gap::Hard);
    } else if (source_.is(each, TokenKind::Where) || source_.is(each, TokenKind::Requires)) {
      gap(Gap::Group);
    }
    flow(each);
  }
  if (open)
    document_.end();
  document_.end();
}

/// `let x = EXPR`, `let x from json "…"`, with the examples of a pattern on lines of their own.
void Layout::let(Node node, Columns columns) {
  document_.beginContinuation(4);
  bool assigned = false;
  for (const Part &each : source_.parts(node)) {
    if (assigned && each.isNode()) {
      assigned = false;
      Node value = source_.node(each);
      bool here = hugs(value);
      document_.beginGroup();
      document_.beginContinuation(2);
      gap(here ? Gap::Plain : Gap::Group);
      this->node(value);
      document_.end();
      document_.end();
      continue;
    }
    if (source_.is(each, TokenKind::Assign)) {
      assigned = true;
      if (gap(Gap::Plain) && columns.title > 0)
        document_.pad(columns.title - source_.width(node.first(), each.word) - 1);
    }
    if (source_.is(each, TokenKind::Yes) || source_.is(each, TokenKind::No)) {
      document_.beginContinuation(2);
      gap(Gap::Hard);
      word();
      if (gap(Gap::Plain) && source_.is(each, TokenKind::No))
        document_.pad(1);
      document_.end();
      continue;
    }
    flow(each);
    if (source_.is(each, TokenKind::Comma) && !gapDone_)
      gap(Gap::Fill);
  }
  document_.end();
}

void Layout::typeDecl(Node node, Columns columns) {
  Parts parts = source_.parts(node);
  word();
  part(parts[1]);
  if (gap(Gap::Plain) && columns.title > 0)
    document_.pad(columns.title - source_.width(node.first(), parts[2].word) - 1);
  bool words = source_.node(parts[3]).firstKind() == TokenKind::String;
  if (words)
    document_.beginAlign();
  word(); // `=`
  part(parts[3]);
  if (words)
    document_.end();
}

/// An entry of a catalogue stands on one line, however long, and the entries below it are indented.
void Layout::control(Node node) {
  document_.beginContinuation(4);
  document_.beginGroup();
  bool within = false;
  for (const Part &each : source_.parts(node)) {
    if (source_.is(each, TokenKind::LBrace)) {
      within = true;
      word();
      document_.breakGroup();
      document_.beginBlock(2);
    } else if (source_.is(each, TokenKind::RBrace)) {
      comments(true);
      document_.end();
      gap(Gap::Close);
      word();
    } else if (within) {
      gap(Gap::Statement);
      control(source_.node(each));
    } else if (each.isNode()) {
      plain(source_.node(each));
    } else {
      word();
    }
  }
  document_.end();
  document_.end();
}

/// A step of a test. What a detector answers is indented below the event that it answers for.
void Layout::step(Node node) {
  bool signal = node.firstKind() == TokenKind::Signal;
  if (signal)
    document_.beginBlock(2);
  gap(Gap::Statement);
  document_.beginContinuation(4);
  flow(node);
  document_.end();
  if (signal)
    document_.end();
}

} // namespace onus::format
