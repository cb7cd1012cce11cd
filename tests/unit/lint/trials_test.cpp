// SPDX-License-Identifier: Apache-2.0
#include "lint/trials.h"

#include "lint/facts.h"
#include "support/catch.h"
#include "support/checked_text.h"

using namespace onus;

namespace {

const std::string policy = tests::deskPrelude.str() + R"(
guardrail g under usual {
  on call bank.pay
  known: require args.amount >= 0.00 because "x"
  much: deny when args.amount > 500.00 and args.kind == "bill" because "x"
  exception e {
    lifts much
    when args.notes.size() > 1
    because "x" requested by crew approved by safety on 2026-11-01
    reviewed by safety on 2026-11-01 every 60d until 2026-12-31 monitor alert crew when more than 3 in 1d
  }
}
)";

std::string call(const std::string &amount, const std::string &notes = "[]") {
  return "call bank.pay { amount: " + amount + ", kind: \"bill\", notes: " + notes + " }\n";
}

} // namespace

TEST_CASE("a project without tests is not lowered") {
  auto checked = tests::checkText(policy);
  REQUIRE(checked->errors() == "");
  lint::Facts facts(*checked->program);
  CHECK_FALSE(facts.trials().complete());
  CHECK(facts.trials().lowered(checked->program->guardrails.front()).empty());
  CHECK(facts.trials().of(checked->program->guardrails.front()) == nullptr);
}

TEST_CASE("what tests show of rules, exceptions and expressions") {
  auto checked = tests::checkText(policy + "test \"t\" of teller {\n" + call("500.01") + call("-1.00") +
                                  call("600.00", "[\"a\", \"b\"]") + call("500.00") + "expect allow\n}\n");
  REQUIRE(checked->errors() == "");
  lint::Facts facts(*checked->program);
  const lint::Trials &trials = facts.trials();
  REQUIRE(trials.complete());
  const check::Guardrail &guardrail = checked->program->guardrails.front();
  const lint::GuardrailTrial *trial = trials.of(guardrail);
  REQUIRE(trial);
  CHECK(trial->events == 4);
  CHECK((trial->rules[0].fired == 1 && trial->rules[0].silent == 3));
  CHECK((trial->rules[1].fired == 2 && trial->rules[1].silent == 1)); // not evaluated at -1.00
  CHECK(trials.isUsed(guardrail.exceptions.front()));
  const lint::TestTrial *test = trials.of(checked->program->tests.front());
  REQUIRE((test && test->events.size() == 4 && test->lines.size() == 4));
  REQUIRE(test->events[0].deniers.size() == 1);
  CHECK(test->events[0].deniers[0].rule->label.text == "much");
  CHECK((test->events[2].lifting.size() == 1 && test->events[2].deniers.empty()));
  const ir::Expr *condition = trials.lowered(guardrail).front().guardrail->rules[1].condition;
  const lint::ExprTrial *compared = trials.of(condition->operand(0));
  REQUIRE(compared);
  CHECK(compared->compared ==
        std::set<std::pair<int64_t, int64_t>>{{5'000'000, 5'000'000}, {5'000'100, 5'000'000}, {6'000'000, 5'000'000}});
}
