// SPDX-License-Identifier: Apache-2.0
#include "syntax/parse/expectation.h"

#include "grammar/OnusParser.h"

#include <set>

namespace onus::syntax {

using grammar::OnusParser;

namespace {

bool has(const TokenSet &set, TokenKind kind) { return set.test(static_cast<size_t>(kind)); }

struct BlockRule {
  size_t rule;
  size_t member;
  const char *what; ///< null: "a clause of the KEYWORD"
};

constexpr BlockRule blockRules[] = {
    {OnusParser::RulePartyDecl, OnusParser::RulePartyClause, nullptr},
    {OnusParser::RuleSinkDecl, OnusParser::RuleSinkClause, nullptr},
    {OnusParser::RuleEffectDecl, OnusParser::RuleEffectClause, nullptr},
    {OnusParser::RuleSurfaceDecl, OnusParser::RuleSurfaceClause, nullptr},
    {OnusParser::RuleDetectorDecl, OnusParser::RuleDetectorClause, nullptr},
    {OnusParser::RuleSystemDecl, OnusParser::RuleSystemClause, nullptr},
    {OnusParser::RuleDutiesDecl, OnusParser::RuleGuardrailMember, nullptr},
    {OnusParser::RuleGuardrailDecl, OnusParser::RuleGuardrailMember, nullptr},
    {OnusParser::RulePatternDecl, OnusParser::RuleGuardrailMember, nullptr},
    {OnusParser::RuleExceptionDecl, OnusParser::RuleExceptionClause, nullptr},
    {OnusParser::RuleStandardDecl, OnusParser::RuleStandardClause, nullptr},
    {OnusParser::RuleFrameworkDecl, OnusParser::RuleFrameworkClause, nullptr},
    {OnusParser::RuleControl, OnusParser::RuleControl, "a control"},
    {OnusParser::RuleTestDecl, OnusParser::RuleTestStep, "a step of the test"},
    {OnusParser::RuleRecordType, OnusParser::RuleFieldDecl, "a member"},
    {OnusParser::RuleMemberRun, OnusParser::RuleLooseMember, "a member"},
};

/// A guardrail's rules may have labels, so that every name begins a member: these are the ones that say what it is.
constexpr TokenKind guardrailKeywords[] = {
    TokenKind::Owner,     TokenKind::Under,    TokenKind::Severity, TokenKind::On,     TokenKind::Log,
    TokenKind::Escalate,  TokenKind::Maps,     TokenKind::Fails,    TokenKind::Shadow, TokenKind::Let,
    TokenKind::Deny,      TokenKind::Flag,     TokenKind::Ask,      TokenKind::Redact, TokenKind::Require,
    TokenKind::Exception, TokenKind::Rollback,
};

TokenSet keywordsOf(size_t member, const TokenSet &first) {
  if (member != OnusParser::RuleGuardrailMember)
    return has(first, TokenKind::Identifier) ? TokenSet{} : first;
  TokenSet keywords;
  for (TokenKind kind : guardrailKeywords)
    keywords.set(static_cast<size_t>(kind));
  return keywords;
}

void add(TokenSet &set, const antlr4::misc::IntervalSet &kinds) {
  for (ssize_t kind : kinds.toList())
    if (kind > 0 && static_cast<size_t>(kind) < set.size())
      set.set(static_cast<size_t>(kind));
}

/// Takes a group of words out of the set when all of them are in it.
bool takeGroup(TokenSet &set, const TokenSet &group) {
  if (group.none() || (set & group) != group)
    return false;
  set &= ~group;
  return true;
}

/// Takes every word that can be a name.
bool takeNames(TokenSet &set) {
  if (!has(set, TokenKind::Identifier))
    return false;
  bool members = has(set, TokenKind::Where); // after a dot and in records reserved words are names too
  for (size_t kind = 0; kind <= static_cast<size_t>(TokenKind::BadCharacter); ++kind)
    if (isName(static_cast<TokenKind>(kind)) || (members && isReserved(static_cast<TokenKind>(kind))))
      set.reset(kind);
  return true;
}

void forget(TokenSet &set, std::initializer_list<TokenKind> kinds) {
  for (TokenKind kind : kinds)
    set.reset(static_cast<size_t>(kind));
}

/// After an operand nearly everything can follow; operators are named only where nothing else is expected.
bool takeOperators(TokenSet &set) {
  bool operators = has(set, TokenKind::Coalesce) && has(set, TokenKind::Plus);
  if (!operators)
    return false;
  forget(set, {TokenKind::Or, TokenKind::And, TokenKind::Equal, TokenKind::NotEqual, TokenKind::Less,
               TokenKind::LessEqual, TokenKind::Greater, TokenKind::GreaterEqual, TokenKind::In, TokenKind::Matches,
               TokenKind::Like, TokenKind::Coalesce, TokenKind::Plus, TokenKind::Minus, TokenKind::Star, TokenKind::As,
               TokenKind::Dot, TokenKind::LBrack, TokenKind::LParen});
  return true;
}

std::string joined(const std::vector<std::string> &items) {
  std::string text;
  for (size_t i = 0; i < items.size(); ++i) {
    if (i > 0)
      text += i + 1 == items.size() ? " or " : ", ";
    text += items[i];
  }
  return text;
}

/// The words that are left, keywords and literals before symbols.
void addWords(const TokenSet &set, std::vector<std::string> &items, bool symbols) {
  for (size_t index = 0; index <= static_cast<size_t>(TokenKind::BadCharacter); ++index) {
    TokenKind kind = static_cast<TokenKind>(index);
    TokenClass group = classOf(kind);
    if (!set.test(index) || group == TokenClass::Mistake || group == TokenClass::Trivia ||
        symbols != (group == TokenClass::Symbol))
      continue;
    bool plain = group == TokenClass::Literal || group == TokenClass::End;
    items.push_back(plain ? spelling(kind).str() : "`" + spelling(kind).str() + "`");
  }
}

} // namespace

TokenSet firstWords(const antlr4::atn::ATN &atn, size_t rule) {
  TokenSet set;
  add(set, atn.nextTokens(atn.ruleToStartState[rule]));
  return set;
}

TokenSet wordsAfter(const antlr4::atn::ATN &atn, size_t rule, TokenKind keyword) {
  TokenSet set;
  std::vector<antlr4::atn::ATNState *> todo{atn.ruleToStartState[rule]};
  std::set<antlr4::atn::ATNState *> seen;
  while (!todo.empty()) {
    antlr4::atn::ATNState *state = todo.back();
    todo.pop_back();
    if (!seen.insert(state).second)
      continue;
    for (size_t i = 0; i < state->transitions.size(); ++i) {
      antlr4::atn::Transition *step = state->transitions[i];
      bool inside = step->isEpsilon(); // into a rule too
      bool atom = step->getSerializationType() == antlr4::atn::Transition::ATOM ||
                  step->getSerializationType() == antlr4::atn::Transition::SET;
      if (inside)
        todo.push_back(step->target);
      else if (atom && step->label().contains(static_cast<size_t>(keyword)))
        add(set, atn.nextTokens(step->target));
    }
  }
  return set;
}

std::optional<Block> blockOf(const SyntaxError &error, const Layout &layout, size_t partFirst,
                             const antlr4::atn::ATN &atn) {
  for (const SyntaxError::Frame &frame : error.rules)
    for (const BlockRule &rule : blockRules) {
      if (rule.rule != frame.rule)
        continue;
      TokenKind keyword = layout.words[partFirst + frame.first].kind;
      std::string member = rule.what != nullptr ? rule.what : "a clause of the " + spelling(keyword).str();
      TokenSet first = firstWords(atn, rule.member);
      return Block{first, keywordsOf(rule.member, first), member, frame.first};
    }
  return std::nullopt;
}

std::string describeExpected(const SyntaxError &error, const std::optional<Block> &block, const antlr4::atn::ATN &atn) {
  TokenSet set = error.expected;
  std::vector<std::string> things;
  bool mayEnd = has(set, TokenKind::RBrace);
  if (takeGroup(set, firstWords(atn, OnusParser::RuleStepOperand))) {
    set &= ~firstWords(atn, OnusParser::RuleExpr);
    things.push_back("an expression");
  } else if (takeGroup(set, firstWords(atn, OnusParser::RuleType))) {
    things.push_back("a type");
  }
  bool operators = takeOperators(set);
  if (block && mayEnd && takeGroup(set, block->members))
    things.push_back(block->member);
  if (takeNames(set))
    things.push_back("a name");
  bool within = things.empty() || operators;
  if (within && set.count() > 1)
    forget(set, {TokenKind::Dot, TokenKind::Question, TokenKind::Pipe, TokenKind::Max});
  std::vector<std::string> items;
  addWords(set, items, false);
  items.insert(items.end(), things.begin(), things.end());
  if (operators && items.empty())
    items.push_back("an operator");
  if (items.size() < 5)
    addWords(set, items, true);
  if (items.empty())
    items.push_back("something else");
  return joined(items);
}

} // namespace onus::syntax
