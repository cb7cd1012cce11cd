// SPDX-License-Identifier: Apache-2.0
#include "syntax/parse/first_error.h"

namespace onus::syntax {
namespace {

TokenSet expectedAt(antlr4::Parser *parser) {
  TokenSet kinds;
  antlr4::misc::IntervalSet expected = parser->getExpectedTokens();
  for (ssize_t kind : expected.toList())
    if (kind > 0 && static_cast<size_t>(kind) < kinds.size())
      kinds.set(static_cast<size_t>(kind));
    else if (kind == static_cast<ssize_t>(antlr4::Token::EOF))
      kinds.set(static_cast<size_t>(TokenKind::End));
  return kinds;
}

size_t kindAt(antlr4::Parser *parser) {
  size_t kind = parser->getTokenStream()->LA(1);
  return kind == antlr4::Token::EOF ? static_cast<size_t>(TokenKind::End) : kind;
}

} // namespace

void FirstError::stop(antlr4::Parser *parser, size_t start, size_t at) {
  error_ = {at, start, {}, {}};
  if (from_ != SIZE_MAX) {
    error_.expected = expectedAt(parser);
    for (antlr4::ParserRuleContext *rule = parser->getContext(); rule != nullptr;
         rule = static_cast<antlr4::ParserRuleContext *>(rule->parent))
      error_.rules.push_back({rule->getRuleIndex(), rule->start == nullptr ? start : rule->start->getTokenIndex()});
  }
  throw ParseStopped{};
}

antlr4::Token *FirstError::recoverInline(antlr4::Parser *parser) {
  size_t here = parser->getTokenStream()->index();
  stop(parser, here, here);
}

void FirstError::sync(antlr4::Parser *parser) {
  size_t here = parser->getTokenStream()->index();
  if (here < from_)
    return;
  // A decision is ahead: what no branch begins with and nothing after it allows is the error, and here all that could
  // stand is still known.
  const antlr4::atn::ATN &atn = parser->getInterpreter<antlr4::atn::ParserATNSimulator>()->atn;
  antlr4::atn::ATNState *state = atn.states[parser->getState()];
  antlr4::misc::IntervalSet next = atn.nextTokens(state);
  size_t kind = parser->getTokenStream()->LA(1);
  if (next.contains(kind) || (next.contains(antlr4::Token::EPSILON) && expectedAt(parser).test(kindAt(parser))))
    return;
  stop(parser, here, here);
}

void FirstError::reportError(antlr4::Parser *parser, const antlr4::RecognitionException &error) {
  size_t at = error.getOffendingToken() != nullptr ? error.getOffendingToken()->getTokenIndex()
                                                   : parser->getTokenStream()->index();
  size_t start = at;
  if (auto *undecided = dynamic_cast<const antlr4::NoViableAltException *>(&error))
    start = undecided->getStartToken()->getTokenIndex();
  stop(parser, start, at);
}

} // namespace onus::syntax
