// SPDX-License-Identifier: Apache-2.0
#include "support/catch.h"

#include "syntax/parse/continuations.h"

#include "llvm/ADT/STLExtras.h"

using namespace onus::syntax;

namespace {

std::vector<Continuation> after(llvm::StringRef text) {
  Tokens tokens = lex(text);
  tokens.words.pop_back();
  return continuations(tokens.words);
}

/// The words that the grammar spells out.
std::vector<std::string> keywordsAfter(llvm::StringRef text) {
  std::vector<std::string> words;
  for (const Continuation &each : after(text))
    for (size_t kind = 0; kind < each.next.size(); ++kind)
      if (!each.isName() && each.next.test(kind) && isWord(static_cast<TokenKind>(kind)))
        words.push_back(spelling(static_cast<TokenKind>(kind)).str());
  llvm::sort(words);
  words.erase(std::unique(words.begin(), words.end()), words.end());
  return words;
}

bool nameMayStandIn(llvm::StringRef text, RuleKind rule) {
  return llvm::any_of(after(text), [&](const Continuation &each) {
    return each.isName() && llvm::any_of(each.rules, [&](const OpenRule &open) { return open.rule == rule; });
  });
}

} // namespace

TEST_CASE("what may follow the words of an unfinished text") {
  CHECK(keywordsAfter("guardrail g { severity high on call that e fails ") ==
        std::vector<std::string>{"closed", "open", "to"});
  CHECK(keywordsAfter("guardrail g { rollback disable x by ").empty());
  CHECK(keywordsAfter("guardrail g { log inputs") == keywordsAfter("guardrail g { log inputs, session.id"));
  CHECK(nameMayStandIn("guardrail g { owner ", RuleKind::Path));
  CHECK(nameMayStandIn("use a.{b, ", RuleKind::UseItem));
  CHECK(nameMayStandIn("guardrail g { deny when args.a == 1 and not ", RuleKind::FreeWord));
  CHECK(after("guardrail g } ").empty());
}

TEST_CASE("an open rule says where it began and which keyword was read last") {
  std::string text = "guardrail g { escalate to a within 5m, then b.";
  Tokens tokens = lex(text);
  tokens.words.pop_back();
  auto found = continuations(tokens.words);
  REQUIRE(found.size() == 1);
  auto word = [&](size_t at) {
    return text.substr(tokens.words[at].begin, tokens.words[at].end - tokens.words[at].begin);
  };
  const auto &rules = found.front().rules;
  auto open = [&](RuleKind rule) {
    return *llvm::find_if(rules, [&](const OpenRule &each) { return each.rule == rule; });
  };
  CHECK(found.front().innermost().rule == RuleKind::MemberName);
  CHECK(word(open(RuleKind::GuardrailMember).first) == "escalate");
  CHECK(word(open(RuleKind::GuardrailMember).keyword) == "then");
  CHECK(word(open(RuleKind::GuardrailMember).separator) == ",");
  CHECK(word(open(RuleKind::Path).first) == "b");
  CHECK(open(RuleKind::Path).keyword == OpenRule::none);
  CHECK(open(RuleKind::MemberName).first == tokens.words.size());
}

TEST_CASE("brackets may lie deep, and their rules are told apart") {
  std::string text = "let x = ";
  for (int depth = 0; depth < 100; ++depth)
    text += "f([{ a: ";
  CHECK(nameMayStandIn(text, RuleKind::Member));
  CHECK(keywordsAfter("let x = [") == keywordsAfter("let x = f("));
}
