// SPDX-License-Identifier: Apache-2.0
#include "prose/explainer.h"
#include "prose/lexicon.h"
#include "prose/words.h"

#include "llvm/ADT/STLExtras.h"

namespace onus::prose {

std::string ruleName(const syntax::Rule &rule) { return rule.label ? code(rule.label.text) : "the rule"; }

/// "the call": what is decided, where all selectors are of one kind.
std::string Explainer::subject() const {
  std::set<ir::EventKind> kinds;
  for (const check::TypedSelector &selector : first().typed->on)
    kinds.insert(selector.event);
  return kinds.size() == 1 ? current(*kinds.begin()) : "the event";
}

void Explainer::rules() {
  document_.heading(2, "What it does");
  size_t count = first().typed->rules.size();
  if (count > 1)
    document_.paragraph(
        "It has " + std::to_string(count) +
        " rules. Each is looked at, in this order; the strictest answer decides: denied before asked before redacted "
        "before flagged. Other guardrails may be stricter still.");
  for (size_t at = 0; at < count; ++at)
    rule(at);
}

std::string Explainer::verdict(const check::TypedRule &rule) const {
  const syntax::Rule &syntax = *rule.syntax;
  std::string what = subject();
  switch (syntax.require ? syntax::Verdict::Deny : syntax.verdict) {
  case syntax::Verdict::Allow:
    return what + " passes";
  case syntax::Verdict::Flag:
    return what + " is flagged (it goes ahead, and the record says so)";
  case syntax::Verdict::Redact: {
    std::vector<std::string> targets;
    for (const ir::RedactTarget &target : rule.redact)
      targets.push_back(target.pattern.empty()
                            ? speaker_->noun(target.path)
                            : "what matches " +
                                  speaker_->pattern(target.pattern, project_.index.pattern(target.pattern)) + " in " +
                                  speaker_->noun(target.path));
    return enumerate(targets) + (targets.size() == 1 ? " is" : " are") + " replaced by `[redacted]` before " + what +
           " goes on";
  }
  case syntax::Verdict::Ask: {
    std::string whom = rule.askUser ? "the person on whose behalf the agent acts" : named(rule.ask);
    Millis within = syntax.within ? syntax.within.value : ir::Rule().within;
    return whom + " is asked, and " + what + " waits: it goes ahead only with their approval, given within " +
           duration(within) + ",";
  }
  case syntax::Verdict::Deny:
    return what + " is denied";
  }
  return what;
}

void Explainer::conditionOf(const check::TypedRule &rule, std::string lead) {
  bool require = rule.syntax->require;
  Claim fires = speaker_->claim(rule.condition, require), passes = speaker_->claim(rule.condition, !require);
  bool unless = require ? passes.negatives() <= fires.negatives() : passes.negatives() < fires.negatives();
  const Claim &said = unless ? passes : fires;
  std::string word = unless ? " unless " : " when ";
  if (!isDeep(said)) {
    document_.paragraph(sentence(lead + word + inlined(said)) + ".");
    return;
  }
  std::string which = said.kind == Claim::Kind::Some  ? "at least one of these is true:"
                      : said.kind == Claim::Kind::All ? "all of these are true:"
                                                      : "the following is true:";
  document_.paragraph(sentence(lead + word + which));
  document_.list(listed(said));
}

/// The rules before this one that must have let the event pass (S6).
std::string Explainer::order(size_t place) const {
  std::vector<std::string> before;
  const auto &rules = first().typed->rules;
  for (size_t at = 0; at < place; ++at)
    if (rules[at].syntax->require)
      before.push_back(ruleName(*rules[at].syntax));
  if (before.empty())
    return "";
  return "It is looked at only where " + enumerate(before) + " let " + subject() + " pass; otherwise " +
         (before.size() == 1 ? "that rule" : "one of those rules") + " has denied it already.";
}

void Explainer::rule(size_t at) {
  const check::TypedRule &rule = first().typed->rules[at];
  const syntax::Rule &syntax = *rule.syntax;
  size_t count = first().typed->rules.size();
  if (count > 1)
    document_.heading(3, "Rule " + std::to_string(at + 1) + (syntax.label ? ": " + code(syntax.label.text) : ""));
  document_.paragraph(documentation(syntax.doc));
  if (rule.condition)
    conditionOf(rule, verdict(rule));
  else if (syntax.verdict == syntax::Verdict::Redact &&
           llvm::any_of(rule.redact, [](const ir::RedactTarget &target) { return !target.pattern.empty(); }))
    document_.paragraph(sentence(verdict(rule)) + ", wherever something matches.");
  else
    document_.paragraph(sentence(llvm::StringRef(verdict(rule)).rtrim(',').str()) + ", every time.");
  std::vector<Item> items;
  if (syntax.because)
    items.push_back({"The reason given: " + quote(syntax.because.value, 1000) + ".", {}});
  if (std::string text = order(at); !text.empty())
    items.push_back({text, {}});
  for (const check::Tool *tool : rule.notFor)
    items.push_back({"It does not apply to " + code(tool->qualified) + ", which has no such value.", {}});
  llvm::append_range(items, notes(at));
  llvm::append_range(items, examples(at));
  document_.list(std::move(items));
}

} // namespace onus::prose
