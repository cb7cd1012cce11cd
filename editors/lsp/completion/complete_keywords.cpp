// SPDX-License-Identifier: Apache-2.0
#include "lsp/completion/completer.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

/// Keywords where the grammar has them, with what mostly follows them.
namespace onus::lsp {

using syntax::RuleKind;
using syntax::TokenKind;

namespace {

struct Snippet {
  RuleKind rule;
  TokenKind keyword;
  const char *detail, *text;
};

constexpr Snippet snippets[] = {
#define ONUS_SNIPPET(RULE, KEYWORD, DETAIL, TEXT) {RuleKind::RULE, TokenKind::KEYWORD, DETAIL, TEXT},
#include "lsp/completion/snippets.def"
};

/// Clauses that may stand in a block as often as one likes.
bool mayStandAgain(TokenKind kind) {
  switch (kind) {
  case TokenKind::Deny:
  case TokenKind::Flag:
  case TokenKind::Ask:
  case TokenKind::Redact:
  case TokenKind::Require:
  case TokenKind::Let:
  case TokenKind::Maps:
  case TokenKind::Exception:
  case TokenKind::Tool:
  case TokenKind::Does:
  case TokenKind::Returns:
  case TokenKind::Unguarded:
  case TokenKind::Approved:
  case TokenKind::Requested:
  case TokenKind::Reviewed:
  case TokenKind::Until:
  case TokenKind::Because:
  case TokenKind::Every:
  case TokenKind::Control:
    return true;
  default:
    return false;
  }
}

constexpr RuleKind clauseRules[] = {RuleKind::PartyClause,     RuleKind::SinkClause,     RuleKind::EffectClause,
                                    RuleKind::SurfaceClause,   RuleKind::SystemClause,   RuleKind::GuardrailMember,
                                    RuleKind::ExceptionClause, RuleKind::DetectorClause, RuleKind::StandardClause,
                                    RuleKind::FrameworkClause};

/// What a reader may call for `ms`.
constexpr std::pair<const char *, const char *> durationUnits[] = {
    {"ms", "milliseconds"}, {"s", "seconds"}, {"m", "minutes"}, {"h", "hours"}, {"d", "days"}, {"w", "weeks"}};

} // namespace

void Completer::keywords(const Way &way) {
  if (rule(way, 0).rule == RuleKind::StepWord) // what an expression begins with is proposed as a name
    return;
  for (size_t kind = 0; kind < way.next.size(); ++kind)
    if (way.next.test(kind) && syntax::isWord(static_cast<TokenKind>(kind)))
      keyword(static_cast<TokenKind>(kind), way);
  if (has(way.next, TokenKind::Duration))
    units();
}

/// A clause that may stand once and stands somewhere in the block. What is said of one tool may be said of the next.
bool Completer::isTaken(TokenKind kind, const Way &way) const {
  for (const OpenRule &each : way.rules)
    if (llvm::is_contained(clauseRules, each.rule) && each.first == cursor_.words().size())
      return !mayStandAgain(kind) && llvm::is_contained(cursor_.clauses(), kind);
  return false;
}

void Completer::keyword(TokenKind kind, const Way &way) {
  if (isTaken(kind, way))
    return;
  Proposal proposal;
  proposal.label = syntax::spelling(kind).str();
  proposal.word = proposal.label;
  bool clause = llvm::is_contained(clauseRules, rule(way, 0).rule);
  proposal.fit = clause ? Fit::Local : Fit::General;
  for (const Snippet &each : snippets)
    if (each.keyword == kind && each.rule == rule(way, 0).rule) {
      proposal.snippet = each.text;
      proposal.detail = each.detail;
    }
  add(std::move(proposal));
}

/// `15` may become `15m`.
void Completer::units() {
  llvm::StringRef digits = cursor_.typed().take_while([](char c) { return llvm::isDigit(c) || c == '_'; });
  if (digits.empty())
    return;
  for (auto [unit, words] : durationUnits) {
    Proposal proposal;
    proposal.label = digits.str() + unit;
    proposal.kind = ItemKind::Unit;
    proposal.fit = Fit::Best;
    proposal.detail = words;
    add(std::move(proposal));
  }
}

} // namespace onus::lsp
