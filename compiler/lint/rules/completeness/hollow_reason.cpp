// SPDX-License-Identifier: Apache-2.0
#include "lint/pass.h"
#include "lint/unfinished.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

namespace onus::lint {

namespace {

/// What stands where a reason should stand. Of a single word, whatever it is, nobody learns a reason either.
constexpr llvm::StringLiteral phrases[] = {
    "access denied",   "as agreed",        "as discussed",       "as requested",
    "bad request",     "business need",    "business reason",    "business reasons",
    "by design",       "by policy",        "compliance reasons", "for compliance",
    "for now",         "for safety",       "for security",       "n a",
    "no reason",       "not allowed",      "not applicable",     "not permitted",
    "per policy",      "policy violation", "safety reasons",     "security reasons",
    "see ticket",      "temporary fix",    "temporary solution", "temporary workaround",
    "to be defined",   "to be determined", "to be done",         "to do",
    "violates policy", "we need it",       "work in progress"};

/// Words are not told apart in every script, so only what is written in ASCII is judged.
bool isHollow(llvm::StringRef text, llvm::StringRef label) {
  if (text.empty() || !llvm::all_of(text, [](char each) { return llvm::isASCII(each); }))
    return false;
  std::vector<std::string> words = wordsOf(text);
  std::string said = llvm::join(words, " ");
  auto telling = llvm::count_if(words, [](llvm::StringRef word) { return llvm::any_of(word, llvm::isAlpha); });
  return telling < 2 || isUnfinished(words) || words == wordsOf(label) ||
         llvm::is_contained(phrases, llvm::StringRef(said));
}

void judge(const syntax::Text &because, llvm::StringRef reader, Pass &pass, llvm::StringRef label = "") {
  if (isHollow(because.value, label))
    pass.report(because.range, "`{}` is no reason: {} learns nothing from it", because.value, reader)
        .label("why?")
        .help("say what would happen otherwise, or who needs it for what");
}

void checkGuardrail(const check::Guardrail &guardrail, Pass &pass) {
  for (const syntax::Rule *rule : guardrail.rules)
    judge(rule->because, "whoever is stopped", pass, rule->label.text);
}

void checkWaiver(const check::Waiver &waiver, llvm::StringRef, Pass &pass) {
  judge(waiver.syntax->because, "whoever reviews it", pass);
}

void checkTool(const check::Tool &tool, Pass &pass) {
  for (const check::ToolEffect &effect : tool.effects)
    for (const check::EffectBinding &binding : effect.bindings)
      judge(binding.syntax->because, "whoever approves the tool", pass);
}

void checkStandards(Pass &pass) {
  for (const check::Standard &standard : pass.program.standards)
    for (const syntax::StandardClause &clause : standard.decl->clauses)
      judge(clause.because, "whoever has to meet it", pass);
}

} // namespace

extern const Rule hollow_reason = {
    .name = "hollow-reason",
    .category = Category::Completeness,
    .summary = "a `because` gives no reason: one word, a stock phrase, `TODO`, or the rule's own label",
    .project = checkStandards,
    .tool = checkTool,
    .guardrail = checkGuardrail,
    .waiver = checkWaiver,
};

} // namespace onus::lint
