// SPDX-License-Identifier: Apache-2.0
#include "lint/fixes/same_decisions.h"

#include "lint/fixes/account.h"
#include "lint/fixes/events.h"
#include "lint/fixes/unread.h"
#include "trial/policy_test.h"

#include <algorithm>

namespace onus::lint::fixes {

namespace {

Sameness different(std::string reason, std::string event = {}) {
  Sameness result;
  result.reason = std::move(reason);
  result.event = std::move(event);
  return result;
}

std::string nameOf(const ir::Guardrail &guardrail, const ConditionPair &open) {
  if (open.exception)
    return "exception `" + guardrail.exceptions[open.place].name + "`";
  const std::string &label = guardrail.rules[open.place].label;
  return (label.empty() ? "the rule" : "rule `" + label + "`") + " of `" + guardrail.name + "`";
}

/// Adds to the result; false where the two are not the same.
bool compareGuardrail(const GuardrailPair &pair, Day day, Sameness &result) {
  std::vector<ConditionPair> open = unprovedConditions(pair.guardrailBefore, pair.guardrailAfter);
  if (open.empty())
    return true;
  Rehearsed rehearsed = rehearse(pair, open, day);
  if (!rehearsed.difference.empty()) {
    result = different("`" + pair.guardrailBefore.name + "` would do something else at " + rehearsed.difference,
                       rehearsed.difference);
    return false;
  }
  if (rehearsed.unseen) {
    result = different("it could neither be proved nor tried that " + nameOf(pair.guardrailBefore, *rehearsed.unseen) +
                       " does the same");
    return false;
  }
  result.how = Shown::Tried;
  result.events += rehearsed.events;
  return true;
}

Sameness compareConditions(const Version &before, const Version &after, Day day) {
  Sameness result;
  result.same = true;
  result.how = Shown::Proved;
  for (size_t system = 0; system < before.module.systems.size(); ++system) {
    const ir::System &left = before.module.systems[system], &right = after.module.systems[system];
    for (size_t at = 0; at < left.guardrails.size(); ++at)
      if (!compareGuardrail({before, after, left, right, left.guardrails[at], right.guardrails[at]}, day, result))
        return result;
  }
  return result;
}

/// What is wrong where the policy tests do not end as they did.
std::string compareTests(const Version &before, const Version &after, Day day) {
  auto left = trial::runTests(before.program, before.module, {day, {}});
  auto right = trial::runTests(after.program, after.module, {day, {}});
  if (left.size() != right.size())
    return "there would be other policy tests";
  for (size_t at = 0; at < left.size(); ++at) {
    if (left[at].name != right[at].name || left[at].expectations != right[at].expectations)
      return "policy test \"" + left[at].name + "\" would expect something else";
    if (left[at].passed() != right[at].passed())
      return "policy test \"" + left[at].name + "\" would " + (left[at].passed() ? "fail" : "pass");
    auto sameEvent = [](const trial::PresentedEvent &one, const trial::PresentedEvent &other) {
      return one.line == other.line && one.standalone == other.standalone;
    };
    if (!std::equal(left[at].events.begin(), left[at].events.end(), right[at].events.begin(), right[at].events.end(),
                    sameEvent))
      return "policy test \"" + left[at].name + "\" would present other events";
  }
  return {};
}

} // namespace

Sameness sameDecisions(const Version &before, const Version &after, Day day) {
  ChangedWords words = changedWords(before, after);
  if (!words.unread.empty())
    return different("no decision shows what `" + words.unread + "` means, so that there is nothing to compare");
  Sameness result;
  result.same = true;
  if (!sameModule(before.module, after.module)) {
    if (auto account = differentAccount(before.module, after.module))
      return different("it would change " + *account);
    result = compareConditions(before, after, day);
  }
  if (!result.same || !words.tests)
    return result;
  if (std::string tests = compareTests(before, after, day); !tests.empty())
    return different(tests);
  return result;
}

std::string describe(const Sameness &sameness) {
  if (!sameness.same)
    return sameness.reason;
  switch (sameness.how) {
  case Shown::SameModule:
    return "engines read the same";
  case Shown::Proved:
    return "proved to decide the same";
  case Shown::Tried:
    return "decides the same at " + std::to_string(sameness.events) + " events about its boundaries";
  }
  return {};
}

} // namespace onus::lint::fixes
