// SPDX-License-Identifier: Apache-2.0
#include "lsp/open_calls.h"

#include "llvm/ADT/STLExtras.h"

namespace onus::lsp {

namespace {

using syntax::Token;
using syntax::TokenKind;

/// Brackets that are open at a place, from the outside.
class OpenBrackets {
public:
  OpenBrackets(llvm::StringRef text, llvm::ArrayRef<Token> words) : text_(text), words_(words) {}

  void read(uint32_t offset) {
    for (size_t at = 0; at < words_.size() && words_[at].end <= offset; ++at) {
      if (words_[at].kind == TokenKind::End)
        break;
      if (beginsDeclaration(words_[at]))
        open_.clear();
      take(at);
    }
  }

  std::vector<OpenCall> calls() const {
    std::vector<OpenCall> calls;
    for (const Bracket &bracket : llvm::reverse(open_))
      if (bracket.isCall)
        calls.push_back(bracket.call);
    return calls;
  }

private:
  struct Bracket {
    OpenCall call;
    bool isCall = false;
  };

  llvm::StringRef textOf(const Token &token) const { return text_.slice(token.begin, token.end); }

  /// A word at the very beginning of a line: what is still open before it was never closed.
  bool beginsDeclaration(const Token &token) const {
    return syntax::isWord(token.kind) && (token.begin == 0 || text_[token.begin - 1] == '\n');
  }

  void take(size_t at) {
    switch (words_[at].kind) {
    case TokenKind::LParen:
      open_.push_back(opened(at));
      return;
    case TokenKind::LBrack:
    case TokenKind::LBrace:
      open_.emplace_back();
      return;
    case TokenKind::RParen:
    case TokenKind::RBrack:
    case TokenKind::RBrace:
      if (!open_.empty())
        open_.pop_back();
      return;
    case TokenKind::Comma:
      if (!open_.empty()) {
        ++open_.back().call.commas;
        open_.back().call.words.clear();
        open_.back().call.labelled = false;
      }
      return;
    case TokenKind::Colon:
      if (!open_.empty() && open_.back().call.words.size() == 1)
        open_.back().call.labelled = true;
      return;
    default:
      if (!open_.empty() && syntax::isWord(words_[at].kind))
        open_.back().call.words.push_back(textOf(words_[at]));
    }
  }

  /// The parenthesis at a word, with what stands before it.
  Bracket opened(size_t at) const {
    Bracket bracket;
    size_t first = at;
    while (first > 0 && syntax::isWord(words_[first - 1].kind)) {
      bracket.call.callee.insert(bracket.call.callee.begin(), textOf(words_[--first]));
      if (first < 2 || words_[first - 1].kind != TokenKind::Dot || !syntax::isWord(words_[first - 2].kind))
        break;
      --first;
    }
    bracket.call.onValue = first > 0 && words_[first - 1].kind == TokenKind::Dot;
    bracket.isCall = !bracket.call.callee.empty() && !declares(first) && !isOperator(words_[at - 1].kind);
    return bracket;
  }

  /// `let f(`, `pattern p(`, `effect e(`, `tool t(`: what follows are parameters.
  bool declares(size_t first) const {
    static constexpr TokenKind keywords[] = {TokenKind::Let, TokenKind::Pattern, TokenKind::Effect, TokenKind::Tool};
    return first > 0 && llvm::is_contained(keywords, words_[first - 1].kind);
  }

  /// `when (`, `not (`: a parenthesis around an expression.
  static bool isOperator(TokenKind kind) { return syntax::isReserved(kind) && kind != TokenKind::Has; }

  llvm::StringRef text_;
  llvm::ArrayRef<Token> words_;
  std::vector<Bracket> open_;
};

} // namespace

std::vector<OpenCall> callsAround(llvm::StringRef text, const syntax::Tokens &tokens, uint32_t offset) {
  OpenBrackets brackets(text, tokens.words);
  brackets.read(offset);
  return brackets.calls();
}

} // namespace onus::lsp
