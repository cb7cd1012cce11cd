// SPDX-License-Identifier: Apache-2.0
#include "runtime/decide/obligations.h"

#include "runtime/base/growing.h"
#include "runtime/base/number.h"
#include "runtime/base/sort.h"
#include "runtime/decide/approval.h"
#include "runtime/interpret/why.h"

#include <new>

namespace onus::rt {

namespace {

/// Beyond so many open escalations those that ran out are forgotten.
constexpr uint64_t manyEscalations = 4096;

/// An open ask some of whose parties did not answer in time.
struct OverdueAsk {
  Text digest;
  OpenAsk ask;
};

class Duties {
public:
  Duties(const Context &context, Decision &decision, SystemClock &clock, uint32_t group, Changes &changes, Arena &arena)
      : bundle_(context.bundle), decision_(decision), clock_(clock), group_(group), changes_(changes), arena_(arena),
        now_(decision.event.now), overdue_(arena) {}

  void run() {
    for (const GuardrailResult *result : decision_.results)
      if (!result->shadow) {
        if (startsEscalation(*result))
          escalate(result->guardrail);
        if (decision_.verdict != Verdict::Ask)
          watchExceptions(*result);
      }
    escalateUnanswered();
    sortChain(decision_.escalations, [](const Escalation &left, const Escalation &right) {
      if (!(left.guardrail == right.guardrail))
        return left.guardrail < right.guardrail;
      if (left.by != right.by)
        return left.by < right.by;
      return left.party == right.party ? left.eventId < right.eventId : left.party < right.party;
    });
    sortChain(decision_.alerts, [](const Alert &left, const Alert &right) { return left.exception < right.exception; });
  }

private:
  /// Equal items keep their order.
  template <typename T, typename Less>
  void sortChain(Chain<T> &chain, Less less) {
    struct Item {
      T *item;
      size_t place;
    };
    Growing<Item> items(arena_);
    for (T &each : chain)
      items.add({&each, items.size()});
    Item *sorted = const_cast<Item *>(items.data());
    sort(sorted, items.size(), [&](const Item &left, const Item &right) {
      return less(*left.item, *right.item) || (!less(*right.item, *left.item) && left.place < right.place);
    });
    if (arena_.exhausted())
      return;
    chain = {};
    for (size_t at = 0; at < items.size(); ++at)
      chain.add(sorted[at].item);
  }

  /// An unlifted denial or a failure; never a flag or a redaction.
  static bool startsEscalation(const GuardrailResult &result) {
    if (!result.failures.empty())
      return true;
    for (const FiredRule &fired : result.fired)
      if (!fired.isLifted() && fired.verdict == Verdict::Deny)
        return true;
    return false;
  }

  void escalate(uint32_t guardrail) {
    const GuardrailColdRow &cold = bundle_.row<Section::GuardrailsCold>(guardrail);
    if (cold.escalateIn >= 0) {
      Text name = bundle_.text(bundle_.row<Section::Guardrails>(guardrail).name);
      if (countUp(changes_, arena_, group_, name, cold.escalateIn, now_) <= cold.escalateMoreThan)
        return; // the first are only recorded
    }
    start(guardrail, decision_.event.session, now_, {});
  }

  /// At most one is open for a guardrail and a session.
  void start(uint32_t guardrail, Text session, int64_t from, Text eventId) {
    Text name = bundle_.text(bundle_.row<Section::Guardrails>(guardrail).name);
    Text key = composed(arena_, {name, "\n", session});
    Text open = changes_.get(Table::Escalations, group_, key);
    BlobReader reader(open);
    int64_t until = open.data ? reader.number() : INT64_MIN;
    if (open.data && !reader.ok())
      changes_.fail();
    if (open.data && until >= now_)
      return;
    until = from;
    const GuardrailColdRow &cold = bundle_.row<Section::GuardrailsCold>(guardrail);
    for (const EscalateRow &step : bundle_.rows<Section::Escalate>(cold.escalate)) {
      int64_t by = 0;
      if (!addChecked(from, step.within, by))
        by = never;
      if (Escalation *room = arena_.array<Escalation>(1))
        decision_.escalations.add(new (room) Escalation{nullptr, name, bundle_.text(step.to), by, eventId});
      until = by > until ? by : until;
    }
    Buffer out(arena_);
    BlobWriter(out).number(until);
    changes_.put(Table::Escalations, group_, key, out.text(), until, WhenFull::Sweep, manyEscalations);
  }

  void watchExceptions(const GuardrailResult &result) {
    for (const FiredRule &fired : result.fired) {
      if (!fired.isLifted())
        continue;
      const ExceptionColdRow &cold = bundle_.row<Section::ExceptionsCold>(fired.liftedBy);
      Text name = bundle_.text(cold.name), alert = bundle_.text(cold.alert);
      int64_t count = countUp(changes_, arena_, group_, name, cold.in, now_);
      if (alert.empty() || count <= cold.moreThan)
        continue;
      if (Alert *room = arena_.array<Alert>(1))
        decision_.alerts.add(new (room) Alert{nullptr, name, alert});
    }
  }

  bool isAnsweredNow(Text digest, const AskedParty &asked) const {
    if (decision_.asks.empty() || !(digest == decision_.actionDigest))
      return false;
    for (const Ask &ask : decision_.asks)
      if (ask.party == asked.party && ask.guardrail == asked.guardrail && ask.within == asked.within &&
          ask.answer != Answer::None)
        return true;
    return false;
  }

  /// The party must still be called if nobody answers.
  bool isWaiting(Text digest, const AskedParty &asked) const {
    return !asked.escalated && !(asked.party == Text("user")) && !isAnsweredNow(digest, asked);
  }

  /// Collects an ask that nobody answered in time; of the others, when the next one runs out.
  void look(Text digest, Text stored) {
    OpenAsk ask;
    if (!readAsk(stored, arena_, ask)) {
      if (!arena_.exhausted())
        changes_.fail();
      return;
    }
    bool isOverdue = false;
    for (size_t place = 0; place < ask.count; ++place) {
      const AskedParty &asked = ask.parties[place];
      if (!isWaiting(digest, asked))
        continue;
      if (asked.deadline() < now_)
        isOverdue = true;
      else if (asked.deadline() < clock_.nextDeadline)
        clock_.nextDeadline = asked.deadline();
    }
    if (isOverdue)
      overdue_.add({arena_.copy(digest), ask});
  }

  /// Asks that nobody answered in time; an unanswered user is no incident.
  void escalateUnanswered() {
    if (clock_.nextDeadline >= now_)
      return;
    clock_.nextDeadline = never;
    changes_.each(
        Table::Asks, group_,
        [](void *self, onus_text key, onus_text value, int64_t) {
          static_cast<Duties *>(self)->look(fromC(key), fromC(value));
          return 0;
        },
        this);
    OverdueAsk *asks = const_cast<OverdueAsk *>(overdue_.data());
    sort(asks, overdue_.size(),
         [](const OverdueAsk &left, const OverdueAsk &right) { return left.digest < right.digest; });
    for (size_t at = 0; at < overdue_.size(); ++at)
      escalateParties(asks[at]);
  }

  void escalateParties(OverdueAsk &overdue) {
    for (size_t place = 0; place < overdue.ask.count; ++place) {
      AskedParty &asked = overdue.ask.parties[place];
      if (!isWaiting(overdue.digest, asked) || asked.deadline() >= now_)
        continue;
      asked.escalated = true;
      uint32_t guardrail = findGuardrail(asked.guardrail);
      if (guardrail != none)
        start(guardrail, overdue.ask.session, asked.deadline(), overdue.ask.eventId);
    }
    changes_.put(Table::Asks, group_, overdue.digest, storeAsk(overdue.ask, arena_), overdue.ask.expires());
  }

  /// Of the system, whose guardrails are sorted by name.
  uint32_t findGuardrail(Text name) const {
    Span<GuardrailRow> rows = bundle_.rows<Section::Guardrails>(decision_.system->guardrails);
    size_t low = 0, high = rows.size;
    while (low < high) {
      size_t middle = low + (high - low) / 2;
      if (bundle_.text(rows[middle].name) < name)
        low = middle + 1;
      else
        high = middle;
    }
    bool isFound = low < rows.size && bundle_.text(rows[low].name) == name;
    return isFound ? decision_.system->guardrails.first + static_cast<uint32_t>(low) : none;
  }

  const Bundle &bundle_;
  Decision &decision_;
  SystemClock &clock_;
  uint32_t group_;
  Changes &changes_;
  Arena &arena_;
  int64_t now_;
  Growing<OverdueAsk> overdue_;
};

} // namespace

void owe(const Context &context, Decision &decision, SystemClock &clock, uint32_t group, Changes &changes,
         Arena &arena) {
  Duties(context, decision, clock, group, changes, arena).run();
}

} // namespace onus::rt
