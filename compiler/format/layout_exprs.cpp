// SPDX-License-Identifier: Apache-2.0
#include "format/layout.h"

namespace onus::format {

/// What binds least tightly has the lowest level; nothing else has one.
static int levelOf(TokenKind kind) {
  switch (kind) {
  case TokenKind::Or:
    return 0;
  case TokenKind::And:
    return 1;
  case TokenKind::Equal:
  case TokenKind::NotEqual:
  case TokenKind::Less:
  case TokenKind::LessEqual:
  case TokenKind::Greater:
  case TokenKind::GreaterEqual:
  case TokenKind::In:
  case TokenKind::Matches:
  case TokenKind::Like:
    return 2;
  case TokenKind::Coalesce:
    return 3;
  case TokenKind::Plus:
  case TokenKind::Minus:
    return 4;
  case TokenKind::Star:
    return 5;
  default:
    return -1;
  }
}

static bool isQuantifier(TokenKind kind) { return kind == TokenKind::Any || kind == TokenKind::All; }

/// How many of an operand's parts lead up to the body of its last quantifier; 0 where it has none.
static size_t quantifiers(const Source &source, llvm::ArrayRef<Part> operand) {
  size_t body = 0;
  for (size_t i = 0; i < operand.size() && source.is(operand[i], RuleKind::Prefix); ++i)
    if (isQuantifier(source.kind(operand[i].word)))
      body = i + 1;
  return body;
}

void Layout::expr(Node node) {
  Parts parts = source_.parts(node);
  if (parts.size() == 1 && quantifiers(source_, source_.parts(source_.node(parts.front()))) == 0)
    return this->node(source_.node(parts.front()));
  // The comments above the first word are indented as the others are.
  if (!gapDone_)
    gap(Gap::Plain);
  document_.beginAlign();
  if (source_.is(parts.front(), TokenKind::If))
    conditional(parts);
  else
    chain(parts, 0, false);
  document_.end();
}

/// `if C then A else B`
void Layout::conditional(llvm::ArrayRef<Part> parts) {
  document_.beginGroup();
  for (const Part &each : parts) {
    if (source_.is(each, TokenKind::Then) || source_.is(each, TokenKind::Else))
      gap(Gap::Group);
    part(each);
  }
  document_.end();
}

/// Operands and operators, split at those that bind least tightly. A line ends before an operator.
void Layout::chain(llvm::ArrayRef<Part> parts, int level, bool nested) {
  auto splits = [&](const Part &each) { return !each.isNode() && levelOf(source_.kind(each.word)) == level; };
  if (level > 1)
    return chunk(parts);
  if (std::none_of(parts.begin(), parts.end(), splits))
    return chain(parts, level + 1, nested);
  document_.beginGroup();
  if (nested)
    document_.beginContinuation(2);
  size_t begin = 0;
  for (size_t at = 0; at <= parts.size(); ++at) {
    if (at < parts.size() && !splits(parts[at]))
      continue;
    chain(parts.slice(begin, at - begin), level + 1, true);
    if (at < parts.size()) {
      gap(Gap::Group);
      word();
      gap(Gap::Plain);
    }
    begin = at + 1;
  }
  if (nested)
    document_.end();
  document_.end();
}

/// What stands between `and` and `or`: a quantifier with all that it ranges over, or operators that bind more tightly.
void Layout::chunk(llvm::ArrayRef<Part> parts) {
  Parts first = source_.parts(source_.node(parts.front()));
  size_t body = quantifiers(source_, first);
  if (body == 0)
    return operators(parts);
  document_.beginGroup();
  flow(llvm::makeArrayRef(first).take_front(body));
  document_.beginContinuation(4);
  gap(Gap::Group);
  flow(llvm::makeArrayRef(first).drop_front(body));
  for (const Part &each : parts.drop_front())
    part(each);
  document_.end();
  document_.end();
}

/// Operators that bind more tightly than `and`. A line ends before them only where it is too long.
void Layout::operators(llvm::ArrayRef<Part> parts) {
  if (!gapDone_)
    gap(Gap::Plain);
  document_.beginContinuation(2);
  for (const Part &each : parts) {
    if (!each.isNode())
      gap(Gap::Fill);
    part(each);
  }
  document_.end();
}

/// An expression that is nothing but brackets, or one word, and needs no line of its own.
bool Layout::hugs(Node expr) const {
  if (expr.end() == expr.first() + 1)
    return true;
  if (expr.firstKind() != TokenKind::LBrace && expr.firstKind() != TokenKind::LBrack)
    return false;
  Node inner = expr.inner();
  return inner.rule() == RuleKind::Atom;
}

void Layout::atom(Node node) {
  if (node.firstKind() == TokenKind::LBrack || node.firstKind() == TokenKind::LBrace)
    return bracketed(node, false, false);
  flow(source_.parts(node), true);
}

/// What stands between the brackets of a list, a record or a record type. The members of a record stand in runs, which
/// commas separate; within a run nothing does.
std::vector<Layout::Item> Layout::items(Node node) const {
  std::vector<Item> items;
  Parts parts = source_.parts(node);
  for (const Part &each : llvm::makeArrayRef(parts).slice(1, parts.size() - 2)) {
    if (source_.is(each, RuleKind::MemberRun)) {
      for (const Part &member : source_.parts(source_.node(each)))
        items.push_back({member, false});
    } else if (source_.is(each, TokenKind::Comma)) {
      if (!items.empty())
        items.back().comma = true;
    } else {
      items.push_back({each, false});
    }
  }
  return items;
}

void Layout::bracketed(Node node, bool oneEach, bool forced) {
  std::vector<Item> all = items(node);
  bool trailing = !all.empty() && all.back().comma;
  forced |= trailing;
  for (size_t i = 0; i + 1 < all.size(); ++i)
    forced |= !all[i].comma;
  uint32_t column = 0;
  if (node.rule() == RuleKind::RecordType)
    for (const Item &item : all)
      if (item.part.isNode())
        column = std::max(column, source_.width(item.part.word)); // of its name
  document_.beginGroup();
  word();
  document_.beginBlock(2);
  for (size_t i = 0; i < all.size(); ++i) {
    bool loose = i > 0 && !all[i - 1].comma;
    if ((i == 0 && forced) || loose || trailing || (oneEach && forced))
      gap(Gap::Statement);
    else
      gap(i == 0 || oneEach ? Gap::Group : Gap::Fill);
    if (source_.is(all[i].part, RuleKind::FieldDecl))
      field(source_.node(all[i].part), column);
    else
      part(all[i].part);
    if (all[i].comma)
      word();
  }
  comments(true);
  document_.end();
  gap(Gap::Close);
  word();
  document_.end();
}

void Layout::field(Node node, uint32_t column) {
  Parts parts = source_.parts(node);
  uint32_t width = source_.width(parts[0].word);
  part(parts[0]);
  word(); // the colon
  if (gap(Gap::Plain))
    document_.padIfBroken(column - width + 1);
  part(parts[2]);
}

void Layout::typeAtom(Node node) {
  Parts parts = source_.parts(node);
  for (const Part &each : parts) {
    if (source_.is(each, TokenKind::Pipe))
      gap(Gap::Fill);
    part(each);
  }
}

} // namespace onus::format
