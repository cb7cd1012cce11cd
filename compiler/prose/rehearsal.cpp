// SPDX-License-Identifier: Apache-2.0
#include "prose/rehearsal.h"

#include "llvm/ADT/STLExtras.h"

namespace onus::prose {

namespace {

constexpr int64_t mostTimes = 512; ///< of one earlier event; more is not tried

constexpr const char *askedName = "onus.explain.questions";

/// Rules that watch: each flags where its question is answered with yes.
ir::Guardrail watcher(const ir::Guardrail &from, const std::vector<const ir::Expr *> &questions) {
  ir::Guardrail out = from;
  out.name = askedName;
  out.rules.clear();
  out.exceptions.clear();
  out.log.clear();
  out.failsWaiver.reset();
  out.fails = ir::FailsMode::Closed;
  for (size_t at = 0; at < questions.size(); ++at) {
    ir::Rule rule;
    rule.label = "q" + std::to_string(at);
    rule.verdict = ir::Verdict::Flag;
    rule.condition = questions[at];
    out.rules.push_back(std::move(rule));
  }
  ir::Waiver always;
  always.on = INT32_MIN / 2;
  always.until = INT32_MAX / 2;
  out.shadow = always;
  return out;
}

bool reachesBeyondSession(const ir::System &system) {
  return llvm::any_of(system.slots, [](const ir::Slot &slot) {
    return !slot.per.empty() &&
           llvm::none_of(slot.per, [](const ir::Expr *key) { return ir::print(key) == "session.id"; });
  });
}

} // namespace

Rehearsal::Rehearsal(const ir::Module &module, const ir::System &system, const ir::Guardrail &guardrail,
                     std::vector<const ir::Expr *> questions, Day day)
    : module_(module), rules_(guardrail.rules.size()), questions_(questions.size()), guardrail_(guardrail.name),
      now_(static_cast<Instant>(day) * millisPerDay + millisPerDay / 2), beyondSession_(reachesBeyondSession(system)) {
  ir::System alone = system;
  alone.guardrails = {guardrail, watcher(guardrail, questions)};
  alone.guardrails[0].shadow.reset(); // as it is enforced
  for (ir::Tool &tool : alone.tools)
    tool.needsCall = tool.needsResult = false;
  module_.systems.clear();
  module_.systems.push_back(std::move(alone));
}

std::unique_ptr<evaluate::Engine> Rehearsal::engine() const { return std::make_unique<evaluate::Engine>(module_); }

evaluate::Decision Rehearsal::present(const json::Value &event, const std::string &id) {
  json::Object out = *event.asObject();
  out.emplace_back("id", id);
  out.emplace_back("time", formatInstant(now_));
  out.emplace_back("system", module_.systems.front().name);
  out.emplace_back(
      "session", json::Object{{"id", "session-" + std::to_string(sessions_)}, {"turn", json::Value::integer(++turn_)}});
  ++decided_;
  return engine_->judge(json::write(json::Value(std::move(out))));
}

/// An earlier event must have gone ahead; one that needs a person's approval gets it.
bool Rehearsal::ahead(const json::Value &event, const std::string &id, bool &approved) {
  evaluate::Decision first = present(event, id);
  if (first.ahead() || first.verdict != ir::Verdict::Ask)
    return first.ahead();
  approved = true;
  json::Array approvals;
  for (const evaluate::Ask &ask : first.asks) {
    auto party = llvm::find_if(module_.parties, [&](const ir::Party &each) { return each.name == ask.party; });
    std::string by = ask.party == "user"              ? event.get("agent")->string("on_behalf_of").str()
                     : party == module_.parties.end() ? std::string()
                     : party->lead.empty()            ? party->name
                                                      : party->lead;
    approvals.push_back(
        json::Object{{"party", ask.party}, {"by", by}, {"at", formatInstant(now_)}, {"of", first.actionDigest}});
  }
  return present(with(event, {"approvals"}, json::Value(std::move(approvals))), id).ahead();
}

Performance Rehearsal::play(const json::Value &scenario) {
  if (!engine_ || beyondSession_)
    engine_ = engine();
  ++sessions_;
  turn_ = 0;
  Performance out;
  size_t id = 0;
  auto next = [&] { return "e-" + std::to_string(sessions_) + "-" + std::to_string(++id); };
  if (const json::Value *earlier = scenario.get("earlier"))
    for (const json::Value &each : *earlier->asArray()) {
      int64_t times = 0;
      llvm::StringRef(each.get("times")->asNumber()->text).getAsInteger(10, times);
      if (times > mostTimes)
        return out;
      for (int64_t at = 0; at < times; ++at)
        if (!ahead(*each.get("event"), next(), out.approved))
          return out;
    }
  evaluate::Decision decision = present(*scenario.get("now"), next());
  if (!decision.reason.empty())
    return out;
  out.entered = true;
  out.verdict = ir::Verdict::Allow;
  out.fired.resize(rules_);
  out.failed.resize(rules_);
  out.lifted.resize(rules_);
  out.answers.assign(questions_, false);
  for (const evaluate::GuardrailResult &result : decision.results) {
    bool asked = result.guardrail->name == askedName;
    auto place = [&](const ir::Rule *rule) { return static_cast<size_t>(rule - result.guardrail->rules.data()); };
    for (const evaluate::FiredRule &fired : result.fired) {
      if (asked)
        out.answers[place(fired.rule)] = true;
      else {
        out.fired[place(fired.rule)] = true;
        out.lifted[place(fired.rule)] = fired.liftedBy ? fired.liftedBy->name : "";
      }
    }
    for (const evaluate::RuleFailure &failure : result.failures) {
      if (asked && failure.rule)
        out.answers[place(failure.rule)] = std::nullopt;
      if (asked)
        continue;
      out.failure = true;
      if (failure.rule)
        out.failed[place(failure.rule)] = true;
    }
    if (!asked)
      out.verdict = result.strictest();
  }
  return out;
}

} // namespace onus::prose
