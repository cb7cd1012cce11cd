// SPDX-License-Identifier: Apache-2.0
#include "trial/expectation.h"

#include "llvm/ADT/STLExtras.h"

namespace onus::trial {

using check::TypedStep;
using evaluate::Decision;
using evaluate::FiredRule;
using evaluate::GuardrailResult;
using evaluate::RuleFailure;
using ir::Verdict;

namespace {

std::string quoted(llvm::StringRef name) { return "`" + name.str() + "`"; }

std::string ruleName(const ir::Guardrail &guardrail, const ir::Rule *rule) {
  return rule && !rule->label.empty() ? guardrail.name + "." + rule->label : guardrail.name;
}

class Expectation {
public:
  Expectation(const TypedStep &step, const Decision &decision)
      : step_(step), syntax_(*step.syntax), decision_(decision), wanted_(syntax_.verdict) {}

  std::optional<std::string> judge() const {
    if (syntax_.failing)
      return failing();
    if (syntax_.wouldBe)
      return wouldBe();
    if (decision_.verdict != wanted_)
      return "expected " + word(wanted_).str() + ", but the decision is " + word(decision_.verdict).str() + because();
    for (auto part : {&Expectation::asked, &Expectation::reason, &Expectation::byGuardrail, &Expectation::byException})
      if (auto unmet = (this->*part)())
        return unmet;
    return std::nullopt;
  }

private:
  using Unmet = std::optional<std::string>;

  std::string because() const { return decision_.reason.empty() ? "" : " (" + decision_.reason + ")"; }

  const GuardrailResult *result(const check::Guardrail &guardrail) const {
    for (const GuardrailResult &each : decision_.results)
      if (each.guardrail->name == guardrail.name())
        return &each;
    return nullptr;
  }

  bool isRule(const ir::Rule *rule) const { return !step_.byRule || (rule && rule->label == step_.byRule->label.text); }

  Unmet failing() const {
    if (!step_.by)
      return std::nullopt;
    const GuardrailResult *found = result(*step_.by);
    bool fails = found && llvm::any_of(found->failures, [&](const RuleFailure &each) { return isRule(each.rule); });
    return fails ? Unmet() : "expected " + quoted(step_.by->name()) + " to fail, but nothing in it did";
  }

  Unmet wouldBe() const {
    Verdict would = decision_.wouldBe.value_or(Verdict::Allow);
    if (would != wanted_)
      return "expected would_be " + word(wanted_).str() + ", but it would be " + word(would).str();
    if (step_.by && wanted_ != Verdict::Allow && !contributes(true))
      return "expected would_be " + word(wanted_).str() + " by " + quoted(syntax_.by.text()) +
             ", but that guardrail gave it no reason";
    return std::nullopt;
  }

  /// The guardrail (or its rule) gave the verdict: it fired, unlifted, or failed to it.
  bool contributes(bool shadow) const {
    const GuardrailResult *found = result(*step_.by);
    if (!found || found->shadow != shadow)
      return false;
    bool fired = llvm::any_of(found->fired, [&](const FiredRule &each) {
      return !each.liftedBy && isRule(each.rule) && each.rule->verdict == wanted_;
    });
    return fired ||
           llvm::any_of(found->failures,
                        [&](const RuleFailure &each) { return isRule(each.rule) && each.verdict == wanted_; }) ||
           (wanted_ == Verdict::Deny && refusedAsk(found->guardrail->name));
  }

  bool refusedAsk(const std::string &guardrail) const {
    return llvm::any_of(decision_.asks, [&](const evaluate::Ask &ask) {
      return ask.guardrail == guardrail && ask.answer == evaluate::Answer::Refused;
    });
  }

  Unmet asked() const {
    bool anyone = !step_.party && !syntax_.user;
    if (wanted_ != Verdict::Ask || anyone)
      return std::nullopt;
    std::string party = syntax_.user ? "user" : step_.party->name();
    bool found = llvm::any_of(decision_.asks, [&](const evaluate::Ask &ask) {
      return ask.party == party && ask.answer == evaluate::Answer::None;
    });
    return found ? Unmet() : "expected ask " + quoted(party) + ", but it is not asked";
  }

  Unmet reason() const {
    if (!syntax_.with || decision_.reason == syntax_.with.text)
      return std::nullopt;
    return "expected deny with " + quoted(syntax_.with.text) + ", but " +
           (decision_.reason.empty() ? std::string("no entry check denied it")
                                     : "the reason is " + quoted(decision_.reason));
  }

  Unmet byGuardrail() const {
    if (!step_.by || wanted_ == Verdict::Allow || contributes(false))
      return std::nullopt;
    return "expected " + word(wanted_).str() + " by " + quoted(syntax_.by.text()) + ", but " +
           (decision_.reason.empty() ? "that guardrail gave it no reason"
                                     : "the reason is " + quoted(decision_.reason));
  }

  Unmet byException() const {
    if (!step_.exception)
      return std::nullopt;
    for (const GuardrailResult &each : decision_.results)
      for (const FiredRule &fired : each.fired)
        if (fired.liftedBy && fired.liftedBy->name == step_.exception->name)
          return std::nullopt;
    return "expected the exception " + quoted(step_.exception->name) + " to lift a rule, but it lifted none";
  }

  const TypedStep &step_;
  const syntax::Step &syntax_;
  const Decision &decision_;
  Verdict wanted_;
};

void explainResult(const GuardrailResult &result, std::vector<std::string> &lines) {
  std::string shadow = result.shadow ? " (in shadow)" : "";
  for (const FiredRule &fired : result.fired) {
    std::string line = quoted(ruleName(*result.guardrail, fired.rule)) + " fired: " + word(fired.rule->verdict).str();
    if (!fired.rule->because.empty())
      line += ", because \"" + fired.rule->because + "\"";
    if (fired.liftedBy)
      line += "; lifted by the exception " + quoted(fired.liftedBy->name);
    for (const evaluate::ExceptionFailure &failed : fired.failedExceptions)
      line += "; the exception " + quoted(failed.exception->name) + " failed: " + failed.failure.why;
    lines.push_back(line + shadow);
  }
  for (const RuleFailure &failure : result.failures)
    lines.push_back(quoted(ruleName(*result.guardrail, failure.rule)) + " failed: " + failure.failure.why +
                    "; that is " + word(failure.verdict).str() + shadow);
}

std::string explainAsk(const evaluate::Ask &ask) {
  std::string said = ask.answer == evaluate::Answer::Approved  ? "approved"
                     : ask.answer == evaluate::Answer::Refused ? "refused"
                                                               : "is asked";
  return quoted(ask.party) + " " + said + " (" + quoted(ask.guardrail) + ")";
}

} // namespace

std::optional<std::string> judge(const TypedStep &expect, const Decision &decision) {
  return Expectation(expect, decision).judge();
}

std::vector<std::string> explain(const Decision &decision) {
  std::vector<std::string> lines;
  if (!decision.reason.empty())
    lines.push_back("denied on entry with " + quoted(decision.reason) + ": " + decision.detail);
  for (const GuardrailResult &result : decision.results)
    explainResult(result, lines);
  for (const evaluate::Ask &ask : decision.asks)
    lines.push_back(explainAsk(ask));
  if (lines.empty())
    lines.push_back(decision.results.empty() ? "no guardrail selects this event" : "no rule fired and nothing failed");
  return lines;
}

} // namespace onus::trial
