// SPDX-License-Identifier: Apache-2.0
#include "format/source.h"

#include "format/document.h"

#include <algorithm>

namespace onus::format {

RuleKind Node::rule() const { return source_->node(index_).rule; }
uint32_t Node::first() const { return source_->node(index_).first; }
uint32_t Node::end() const { return source_->node(index_).end; }
TokenKind Node::firstKind() const { return source_->kind(first()); }

Node Node::inner() const {
  Node node = *this;
  while (node.index_ + 1 < source_->node(node.index_).after) {
    Node child(*source_, node.index_ + 1);
    if (child.first() != node.first() || child.end() != node.end())
      break;
    node = child;
  }
  return node;
}

Source::Source(llvm::StringRef text, const syntax::Outline &outline) : text_(text), outline_(outline) {
  tighten();
  columns_.reserve(wordCount() + 1);
  columns_.push_back(0);
  for (uint32_t word = 0; word < wordCount(); ++word)
    columns_.push_back(columns_.back() + displayWidth(this->text(this->word(word))) + !tight_[word]);
}

std::vector<Node> Source::top() const {
  std::vector<Node> nodes;
  for (uint32_t index = 0; index < outline_.nodes.size(); index = outline_.nodes[index].after)
    nodes.emplace_back(*this, index);
  return nodes;
}

Parts Source::parts(Node node) const {
  Parts parts;
  uint32_t word = node.first();
  uint32_t after = this->node(node.index()).after;
  for (uint32_t child = node.index() + 1; child < after; child = this->node(child).after) {
    for (; word < this->node(child).first; ++word)
      parts.push_back({word, Part::none});
    if (this->node(child).end == word)
      continue; // it read nothing
    parts.push_back({word, child});
    word = this->node(child).end;
  }
  for (; word < node.end(); ++word)
    parts.push_back({word, Part::none});
  return parts;
}

size_t Source::commentFrom(uint32_t offset) const {
  auto found = std::lower_bound(comments().begin(), comments().end(), offset,
                                [](const syntax::Token &comment, uint32_t at) { return comment.begin < at; });
  return static_cast<size_t>(found - comments().begin());
}

bool Source::commentWithin(uint32_t first, uint32_t end) const {
  size_t comment = commentFrom(word(first).end);
  return comment < comments().size() && comments()[comment].begin < word(end - 1).begin;
}

unsigned Source::lineBreaks(uint32_t begin, uint32_t end) const {
  unsigned count = 0;
  for (uint32_t at = begin; at < end; ++at)
    count += text_[at] == '\n' || (text_[at] == '\r' && (at + 1 == text_.size() || text_[at + 1] != '\n'));
  return count;
}

bool Source::blankBefore(uint32_t word) const {
  uint32_t from = word == 0 ? 0 : this->word(word - 1).end;
  for (size_t comment = commentFrom(from); comment < comments().size(); ++comment) {
    if (comments()[comment].begin > this->word(word).begin)
      break;
    if (lineBreaks(from, comments()[comment].begin) > 1)
      return true;
    from = comments()[comment].end;
  }
  return lineBreaks(from, this->word(word).begin) > 1;
}

/// Symbols that stick to the word before them, wherever they stand.
static bool sticksLeft(TokenKind kind) {
  return kind == TokenKind::RParen || kind == TokenKind::RBrack || kind == TokenKind::Comma || kind == TokenKind::Dot ||
         kind == TokenKind::Colon;
}
/// Symbols that the word after them sticks to.
static bool sticksRight(TokenKind kind) {
  return kind == TokenKind::LParen || kind == TokenKind::LBrack || kind == TokenKind::Dot;
}

void Source::tighten() {
  tight_.resize(wordCount() + 1);
  for (uint32_t word = 1; word < wordCount(); ++word)
    tight_[word] = sticksLeft(kind(word)) || sticksRight(kind(word - 1)) ||
                   (kind(word) == TokenKind::RBrace && kind(word - 1) == TokenKind::LBrace);
  for (uint32_t index = 0; index < outline_.nodes.size(); ++index)
    tightenNode(index);
}

void Source::tightenNode(uint32_t index) {
  const syntax::OutlineNode &node = outline_.nodes[index];
  auto open = [&](uint32_t word) {
    if (word < node.end && kind(word) == TokenKind::LParen)
      tight_[word] = true;
  };
  switch (node.rule) {
  case RuleKind::Params:
  case RuleKind::NamedArguments:
  case RuleKind::CallArguments:
  case RuleKind::Suffix:
    tight_[node.first] = true;
    break;
  case RuleKind::Atom: // `count(`, `has(`
    if (kind(node.first) != TokenKind::LParen)
      open(node.first + 1);
    break;
  case RuleKind::UsePart:
    if (kind(node.first) == TokenKind::LBrace)
      tight_[node.first + 1] = tight_[node.end - 1] = true;
    break;
  case RuleKind::TypeAtom:
    if (node.first + 1 < node.end && kind(node.first + 1) == TokenKind::Less) {
      tight_[node.first + 1] = tight_[node.first + 2] = true;
      // The element's nodes come later: what is between them and the end is `>` and perhaps a limit.
      uint32_t close = node.end - 1;
      while (kind(close) != TokenKind::Greater)
        --close;
      tight_[close] = true;
    }
    break;
  case RuleKind::Type:
    if (kind(node.end - 1) == TokenKind::Question)
      tight_[node.end - 1] = true;
    break;
  case RuleKind::Prefix:
    if (kind(node.first) == TokenKind::Minus)
      tight_[node.first + 1] = true;
    break;
  case RuleKind::EffectUse:
  case RuleKind::TestStep: // `signal detector(`
    if (node.rule == RuleKind::EffectUse || kind(node.first) == TokenKind::Signal)
      open(outline_.nodes[index + 1].end); // behind the path
    break;
  default:
    break;
  }
}

} // namespace onus::format
