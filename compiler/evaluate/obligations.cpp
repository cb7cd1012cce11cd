// SPDX-License-Identifier: Apache-2.0
#include "evaluate/obligations.h"

#include "llvm/ADT/STLExtras.h"

namespace onus::evaluate {

namespace {

/// Beyond so many open escalations those that ran out are forgotten.
constexpr size_t manyEscalations = 4096;

class Duties {
public:
  Duties(Decision &decision, SystemState &state) : decision_(decision), state_(state), now_(decision.event.now) {}

  void run() {
    for (const GuardrailResult &result : decision_.results)
      if (!result.shadow) {
        if (startsEscalation(result))
          escalate(*result.guardrail);
        if (decision_.verdict != ir::Verdict::Ask)
          watchExceptions(result);
      }
    escalateUnanswered();
    llvm::sort(decision_.escalations, [](const Escalation &left, const Escalation &right) {
      return std::tie(left.guardrail, left.by, left.party, left.eventId) <
             std::tie(right.guardrail, right.by, right.party, right.eventId);
    });
    llvm::sort(decision_.alerts,
               [](const Alert &left, const Alert &right) { return left.exception < right.exception; });
  }

private:
  /// An unlifted denial or a failure; never a flag or a redaction.
  static bool startsEscalation(const GuardrailResult &result) {
    return !result.failures.empty() || llvm::any_of(result.fired, [](const FiredRule &fired) {
      return !fired.liftedBy && fired.rule->verdict == ir::Verdict::Deny;
    });
  }

  void escalate(const ir::Guardrail &guardrail) {
    if (guardrail.escalateWhen) {
      auto [moreThan, in] = *guardrail.escalateWhen;
      Window window(in);
      WindowCount &count = state_.thresholds[guardrail.name];
      count.add(window, now_);
      if (count.count(window, now_) <= moreThan)
        return; // the first are only recorded
    }
    start(guardrail, decision_.event.session, now_, {});
  }

  /// At most one is open for a guardrail and a session.
  void start(const ir::Guardrail &guardrail, const std::string &session, Instant from, const std::string &eventId) {
    std::string key = guardrail.name + "\n" + session;
    auto open = state_.escalations.find(key);
    if (open != state_.escalations.end() && open->second >= now_)
      return;
    Instant until = from;
    for (const ir::EscalateStep &step : guardrail.escalate) {
      decision_.escalations.push_back({guardrail.name, step.to, from + step.within, eventId});
      until = std::max(until, from + step.within);
    }
    if (state_.escalations.size() > manyEscalations)
      forget();
    state_.escalations[key] = until;
  }

  void forget() {
    for (auto entry = state_.escalations.begin(); entry != state_.escalations.end();)
      entry = entry->second < now_ ? state_.escalations.erase(entry) : std::next(entry);
  }

  void watchExceptions(const GuardrailResult &result) {
    for (const FiredRule &fired : result.fired) {
      if (!fired.liftedBy)
        continue;
      const ir::Monitor &monitor = fired.liftedBy->monitor;
      Window window(monitor.in);
      WindowCount &count = state_.thresholds[fired.liftedBy->name];
      count.add(window, now_);
      if (!monitor.alert.empty() && count.count(window, now_) > monitor.moreThan)
        decision_.alerts.push_back({fired.liftedBy->name, monitor.alert});
    }
  }

  bool isAnsweredNow(const std::string &digest, const AskedParty &asked) const {
    return digest == decision_.actionDigest && llvm::any_of(decision_.asks, [&](const Ask &ask) {
             return ask.party == asked.party && ask.guardrail == asked.guardrail && ask.within == asked.within &&
                    ask.answer != Answer::None;
           });
  }

  /// Asks that nobody answered in time; an unanswered user is no incident.
  void escalateUnanswered() {
    if (state_.nextDeadline >= now_)
      return;
    state_.nextDeadline = INT64_MAX;
    for (auto &[digest, ask] : state_.asks)
      for (AskedParty &asked : ask.parties) {
        if (asked.escalated || asked.party == "user" || isAnsweredNow(digest, asked))
          continue;
        if (asked.deadline() >= now_) {
          state_.nextDeadline = std::min(state_.nextDeadline, asked.deadline());
          continue;
        }
        asked.escalated = true;
        auto guardrail = llvm::find_if(decision_.system->guardrails,
                                       [&](const ir::Guardrail &each) { return each.name == asked.guardrail; });
        if (guardrail != decision_.system->guardrails.end())
          start(*guardrail, ask.session, asked.deadline(), ask.eventId);
      }
  }

  Decision &decision_;
  SystemState &state_;
  Instant now_;
};

} // namespace

void owe(Decision &decision, SystemState &state) { Duties(decision, state).run(); }

} // namespace onus::evaluate
