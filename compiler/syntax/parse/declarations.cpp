// SPDX-License-Identifier: Apache-2.0
#include "syntax/parse/declarations.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallVector.h"

#include <algorithm>

namespace onus::syntax {
namespace {

constexpr TokenKind keywords[] = {
    TokenKind::Organization, TokenKind::Team,     TokenKind::Person,    TokenKind::Vendor,    TokenKind::Sink,
    TokenKind::Context,      TokenKind::Type,     TokenKind::Let,       TokenKind::Effect,    TokenKind::Surface,
    TokenKind::Detector,     TokenKind::System,   TokenKind::Duties,    TokenKind::Guardrail, TokenKind::Pattern,
    TokenKind::Exception,    TokenKind::Standard, TokenKind::Framework, TokenKind::Test,
};

bool opens(TokenKind kind) {
  return kind == TokenKind::LParen || kind == TokenKind::LBrack || kind == TokenKind::LBrace;
}
bool closes(TokenKind kind) {
  return kind == TokenKind::RParen || kind == TokenKind::RBrack || kind == TokenKind::RBrace;
}

} // namespace

llvm::ArrayRef<TokenKind> declarationKeywords() { return keywords; }

bool Layout::declarationAt(size_t index) const {
  TokenKind kind = words[index].kind;
  if (kind == TokenKind::End)
    return false;
  TokenKind next = words[index + 1].kind;
  if (kind == TokenKind::Context)
    return next == TokenKind::LBrace;
  if (kind == TokenKind::Test)
    return next == TokenKind::String || next == TokenKind::UnclosedString || next == TokenKind::Misquoted;
  if (kind == TokenKind::Use || kind == TokenKind::Package)
    return isName(next);
  return llvm::is_contained(keywords, kind) && isWord(next);
}

bool Layout::inFirstColumn(size_t index) const {
  uint32_t begin = words[index].begin;
  return begin == 0 || text[begin - 1] == '\n' || text[begin - 1] == '\r';
}

bool Layout::firstOnLine(size_t index) const {
  if (index == 0)
    return true;
  return text.slice(words[index - 1].end, words[index].begin).find_first_of("\r\n") != llvm::StringRef::npos;
}

uint32_t Layout::indentation(size_t index) const {
  size_t line = text.take_front(words[index].begin).find_last_of("\r\n");
  size_t begin = line == llvm::StringRef::npos ? 0 : line + 1;
  return static_cast<uint32_t>(text.substr(begin).find_first_not_of(" \t"));
}

size_t Layout::endOfPart(size_t first) const {
  unsigned depth = 0;
  size_t at = first;
  for (; words[at].kind != TokenKind::End; ++at) {
    if (depth == 0 && at > first && inFirstColumn(at) && declarationAt(at))
      break;
    if (opens(words[at].kind))
      ++depth;
    else if (closes(words[at].kind) && depth > 0)
      --depth;
  }
  return at;
}

size_t Layout::nextDeclaration(size_t first, size_t error, uint32_t column) const {
  // Where blocks are indented, what stands as far left as the broken declaration is the next one, whatever brackets are
  // open. Where they are not, only brackets tell.
  column = std::min(column, indentation(first));
  bool flat = false, opened = false;
  int depth = 0;
  size_t at = first;
  for (; words[at].kind != TokenKind::End; ++at) {
    if (at > first && at >= error && declarationAt(at) && firstOnLine(at) && indentation(at) <= column &&
        (!flat || depth <= 0))
      break;
    if (closes(words[at].kind))
      --depth;
    if (!opens(words[at].kind))
      continue;
    ++depth;
    if (!opened && words[at].kind == TokenKind::LBrace)
      flat = firstOnLine(at + 1) && words[at + 1].kind != TokenKind::RBrace && indentation(at + 1) <= column;
    opened |= words[at].kind == TokenKind::LBrace;
  }
  return at;
}

std::optional<size_t> Layout::unclosedBracket(size_t first, size_t end) const {
  llvm::SmallVector<size_t, 8> open;
  std::optional<size_t> suspect;
  for (size_t i = first; i < end; ++i) {
    if (opens(words[i].kind)) {
      open.push_back(i);
    } else if (closes(words[i].kind) && !open.empty()) {
      // A bracket that starts a line closes what begins at its column; one further in was forgotten.
      if (!suspect && firstOnLine(i) && open.size() > 1 && indentation(open.back()) > indentation(i))
        suspect = open.back();
      open.pop_back();
    }
  }
  if (open.empty())
    return std::nullopt;
  return suspect ? suspect : open.back();
}

std::string Layout::opener(size_t bracket) const {
  if (words[bracket].kind == TokenKind::LBrack)
    return "this list";
  if (words[bracket].kind == TokenKind::LParen)
    return "these parentheses";
  // The words of a heading stand on few lines: look back for its keyword.
  for (size_t back = 1; back <= 16 && back <= bracket; ++back) {
    size_t at = bracket - back;
    TokenKind kind = words[at].kind;
    if (closes(kind) || kind == TokenKind::LBrace)
      break;
    bool heading = llvm::is_contained(keywords, kind) || kind == TokenKind::Control;
    if (!heading || !firstOnLine(at))
      continue;
    llvm::StringRef keyword = spelling(kind);
    if (kind == TokenKind::Let || kind == TokenKind::Type)
      break;
    if (kind == TokenKind::Context)
      return "`context`";
    const Token &name = words[at + 1];
    bool named = isWord(name.kind);
    llvm::StringRef word = text.slice(name.begin, name.end);
    if (name.kind == TokenKind::String)
      word = word.drop_front().drop_back();
    return "the " + keyword.str() + (named || name.kind == TokenKind::String ? " `" + word.str() + "`" : "");
  }
  return "this record";
}

namespace {

/// Counts how deep ANTLR's parser would go: brackets, types in angle brackets, and `if`, which has no closing word and
/// ends with the expression it stands in.
struct Depth {
  struct Level {
    unsigned conditionals = 0;
    unsigned angles = 0;
    unsigned quantifiers = 0; ///< whose colon has not come yet
  };
  llvm::SmallVector<Level, 32> levels{Level{}};
  unsigned depth = 0;

  void endExpression() {
    depth -= levels.back().conditionals + levels.back().angles;
    levels.back() = {};
  }
  void close() {
    endExpression();
    if (levels.size() > 1) {
      levels.pop_back();
      --depth;
    }
  }
  void take(TokenKind before, TokenKind kind);
  void takeWord(TokenKind before, TokenKind kind);
};

void Depth::take(TokenKind before, TokenKind kind) {
  if (opens(kind)) {
    levels.push_back({});
    ++depth;
  } else if (closes(kind)) {
    close();
  } else {
    takeWord(before, kind);
  }
}

void Depth::takeWord(TokenKind before, TokenKind kind) {
  bool generic = before == TokenKind::List || before == TokenKind::Map || before == TokenKind::Set;
  Level &level = levels.back();
  auto count = [&](unsigned &what, bool counts) {
    what += counts ? 1 : 0;
    depth += counts ? 1 : 0;
  };
  switch (kind) {
  case TokenKind::If:
    return count(level.conditionals, before != TokenKind::Dot);
  case TokenKind::Less:
    return count(level.angles, generic);
  case TokenKind::Greater:
    depth -= level.angles > 0 ? 1 : 0;
    level.angles -= level.angles > 0 ? 1 : 0;
    return;
  case TokenKind::Any:
  case TokenKind::All:
    level.quantifiers += before != TokenKind::Dot ? 1 : 0;
    return;
  case TokenKind::Colon:
    if (level.quantifiers == 0)
      return endExpression();
    --level.quantifiers;
    return;
  case TokenKind::Comma:
  case TokenKind::Assign:
  case TokenKind::Because:
  case TokenKind::When:
  case TokenKind::Where:
  case TokenKind::Expect:
    return endExpression();
  default:
    return;
  }
}

} // namespace

std::optional<size_t> tooDeep(llvm::ArrayRef<Token> words, unsigned limit) {
  Depth depth;
  TokenKind before = TokenKind::End;
  for (size_t i = 0; i < words.size(); ++i) {
    depth.take(before, words[i].kind);
    if (depth.depth > limit)
      return i;
    before = words[i].kind;
  }
  return std::nullopt;
}

} // namespace onus::syntax
