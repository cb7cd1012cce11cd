// SPDX-License-Identifier: Apache-2.0
#include "analysis/check_rules.h"
#include "support/catch.h"
#include "support/checked_text.h"

using namespace onus;

namespace {

/// A guardrail on `bank.pay` (one that covers the tool stands beside it), with its rules looked at.
std::unique_ptr<tests::CheckedText> checkedRules(const std::string &rules) {
  std::string text = tests::deskPrelude.str() +
                     "guardrail cover under usual { on call bank.pay deny when args.amount > "
                     "90.00 because \"x\" }\nguardrail g under usual {\n  on call bank.pay\n" +
                     rules + "\n}\n";
  auto checked = tests::checkText(text);
  REQUIRE(checked->errors() == "");
  analysis::checkRules(*checked->program, checked->reporter);
  return checked;
}

/// What is said about the rules.
std::string said(const std::string &rules) { return checkedRules(rules)->errors(); }

/// The steps of the one event that is shown, each with the text where it stands.
std::string flow(const std::string &rules) {
  auto checked = checkedRules(rules);
  REQUIRE(checked->reporter.errorCount() == 1);
  std::string out;
  for (const auto &diagnostic : checked->reporter.all())
    for (const diagnostics::Related &step : diagnostic->flow)
      out += step.message + " @ " + checked->sources.text(step.range).str() + "\n";
  return out;
}

std::string because(const std::string &rule) { return rule + " because \"x\"\n"; }

/// The codes for `deny when CONDITION`.
std::string codes(const std::string &condition) {
  std::string text = said(because("deny when " + condition)), out;
  for (size_t at = 0; at < text.size(); at = text.find('\n', at) + 1)
    out += (out.empty() ? "" : " ") + text.substr(at, 5);
  return out;
}

const std::string waiver = " because \"x\" requested by crew approved by safety on 2026-11-01 "
                           "reviewed by safety on 2026-11-01 every 60d until 2026-12-31 "
                           "monitor alert crew when more than 3 in 1d }\n";

} // namespace

TEST_CASE("conditions that cannot be true") {
  for (const char *condition : {"args.amount > 5.00 and args.amount < 3.00",
                                "args.amount > 5.00 and args.amount <= 5.00",
                                "args.amount > 5.00 and args.amount < 5.0001",
                                "args.amount == 5.00 and args.amount != 5.00",
                                "args.kind == \"gift\" and args.kind == \"bill\"",
                                "args.kind != \"gift\" and args.kind != \"bill\"",
                                "not has(args.memo) and has(args.memo)",
                                "args.notes.size() > 3",
                                "args.notes.size() < 0",
                                "args.kind in [\"gift\"] and args.kind == \"bill\"",
                                "not (args.amount < 5.00 or args.amount >= 5.00)",
                                "any n in args.notes: (n == \"a\" and n == \"b\")",
                                "(all n in args.notes: n == \"a\") and any n in args.notes: n == \"b\"",
                                "seen(call bank.pay) and not seen(call bank.pay)",
                                "count(call bank.pay) < 1",
                                "has(args.memo) and args.memo == \"a\" and args.memo in [\"b\", \"c\"]",
                                "if args.kind == \"gift\" then args.kind == \"bill\" else args.kind == \"gift\"",
                                "args.notes.size() == 0 and any n in args.notes: n == \"b\"",
                                "args.kind.contains(\"g\") and args.kind.contains(\"b\")",
                                "args.kind like \"card*\"",
                                "args.kind.starts_with(\"GIFT\")",
                                "args.kind matches r\"[0-9]+\"",
                                "args.kind == \"gift\" and args.kind like \"b*\""}) {
    INFO(condition);
    CHECK(codes(condition) == "E1201");
  }
}

TEST_CASE("conditions that cannot be false") {
  for (const char *condition :
       {"args.amount > 5.00 or args.amount < 6.00", "args.kind == \"gift\" or args.kind == \"bill\"",
        "args.kind in [\"gift\", \"bill\"]", "args.notes.size() <= 3", "count(call bank.pay) >= 1",
        "not has(args.memo) or has(args.memo)", "true", "args.amount == args.amount"}) {
    INFO(condition);
    CHECK(codes(condition) == "E1202");
  }
}

TEST_CASE("conditions that can be either") {
  for (const char *condition : {"args.amount > 5.00",
                                "args.amount > 3.00 and args.amount < 5.00",
                                "args.amount > 5.00 and args.amount < 5.0002",
                                "args.kind == \"gift\"",
                                "args.notes.size() > 2",
                                "any n in args.notes: n == \"a\"",
                                "(any n in args.notes: n == \"a\") and any n in args.notes: n == \"b\"",
                                "(any n in args.notes: n == \"a\") and not (all n in args.notes: n == \"a\")",
                                "count(call bank.pay) > 1",
                                "count(call bank.pay per session.id) > 0",
                                "count(denied call bank.pay) < 1",
                                "count(call bank.pay where args.amount > 5.00) < 1",
                                "count(call bank.list) < 1",
                                "has(args.memo) and args.memo == \"a\"",
                                "(args.memo ?? \"\") == \"\"",
                                "args.kind.contains(\"g\") and args.kind.contains(\"i\")",
                                "(args.memo ?? \"\").lower() == \"gift\"",
                                "(args.memo ?? \"\").contains(\"A\") and (args.memo ?? \"\").lower().contains(\"a\")",
                                "args.kind like \"g*\"",
                                "total(call bank.pay, args.amount) < 0.00",
                                "mentioned(input, args.kind) or not seen(call bank.pay)"}) {
    INFO(condition);
    CHECK(codes(condition) == "");
  }
}

TEST_CASE("comparisons that their types decide") {
  CHECK(codes("args.notes.size() > 3 or args.amount > 5.00") == "E1207");
  CHECK(codes("args.notes.size() >= 0 and args.amount > 5.00") == "E1207");
  CHECK(codes("args.notes.size() >= 3 and args.amount > 5.00") == "");
}

TEST_CASE("a constant that was passed in is nobody's mistake") {
  auto checked = tests::checkText(tests::deskPrelude.str() +
                                  "let above(amount: decimal, limit: decimal): bool = limit > 0.00 and amount > limit\n"
                                  "guardrail g under usual { on call bank.pay deny when above(args.amount, 5.00) "
                                  "because \"x\" }\n");
  REQUIRE(checked->errors() == "");
  analysis::checkRules(*checked->program, checked->reporter);
  CHECK(checked->errors() == "");
}

TEST_CASE("what a function asks for and is never given") {
  for (const char *body : {"t == \"GIFT\"", "t in [\"GIFT\", \"BILL\"]", "t.contains(\"GIFT\")", "t like \"*GIFT*\""}) {
    INFO(body);
    auto checked = tests::checkText(tests::deskPrelude.str() + "let shouts(t: string): bool = " + body +
                                    "\nguardrail g under usual { on call bank.pay deny when "
                                    "shouts((args.memo ?? \"\").lower()) because \"x\" }\n");
    REQUIRE(checked->errors() == "");
    analysis::checkRules(*checked->program, checked->reporter);
    CHECK(checked->errors().substr(0, 5) == "E1201");
  }
}

TEST_CASE("rules after a require see only what it let through") {
  CHECK(said(because("a: require has(args.memo)") + because("b: deny when not has(args.memo)")) ==
        "E1206 rule `b` never fires: it contradicts what is required before it\n");
  CHECK(said(because("a: require args.amount < 10.00") + because("b: deny when args.amount < 20.00")) ==
        "E1202 rule `b` always fires: its condition cannot be false\n");
  CHECK(said(because("a: require args.amount < 10.00") + because("b: deny when args.amount > 5.00")) == "");
  CHECK(said(because("a: require args.amount > 9.00 and args.amount < 5.00")) ==
        "E1202 rule `a` always fires: what it requires cannot be true\n");
  CHECK(said(because("a: require args.notes.size() < 4")) ==
        "E1201 rule `a` never fires: its condition cannot be true\n");
}

TEST_CASE("rules that a stricter one makes pointless") {
  std::string deny = because("a: deny when args.amount > 10.00");
  CHECK(said(deny + "b: flag when args.amount > 20.00\n") ==
        "E1203 rule `b` decides nothing: rule `a` is stricter and fires whenever it does\n");
  CHECK(said(deny + because("b: ask crew when args.amount > 20.00 and args.kind == \"gift\"")) ==
        "E1203 rule `b` decides nothing: rule `a` is stricter and fires whenever it does\n");
  CHECK(said(deny + "b: flag when args.amount > 5.00\n") == "");
  // The deny may fail where the flag does not: `domain` fails on what is no address.
  CHECK(said(because("a: deny when args.kind == \"gift\" or (args.memo ?? \"\").domain() == \"x.example\"") +
             "b: flag when (args.memo ?? \"\").ends_with(\"@x.example\")\n") == "");
  // An ask that was answered lets the flag show.
  CHECK(said(because("a: ask crew when args.amount > 10.00") + "b: flag when args.amount > 20.00\n") == "");
  // A lifted deny lets it show, too.
  CHECK(said(deny + "b: flag when args.amount > 20.00\nexception e { lifts a when args.kind == \"gift\"" + waiver) ==
        "");
}

TEST_CASE("rules that repeat each other") {
  CHECK(said(because("a: deny when args.amount > 10.00") + because("b: deny when not (10.00 >= args.amount)")) ==
        "E1208 rule `b` says the same as rule `a`\n");
  CHECK(said(because("a: ask crew when args.amount > 10.00") + because("b: ask safety when args.amount > 10.00")) ==
        "");
}

TEST_CASE("exceptions that lift all or nothing") {
  std::string rule = because("deny when args.kind == \"gift\" and args.amount > 10.00");
  CHECK(said(rule + "exception e { when args.amount > 5.00" + waiver) ==
        "E1204 exception `e` lifts the rule whenever it fires\n");
  CHECK(said(rule + "exception e { when args.kind == \"bill\"" + waiver) ==
        "E1205 exception `e` can never lift the rule\n");
  CHECK(said(rule + "exception e { when args.amount < 20.00" + waiver) == "");
  std::string all = because("deny when any n in args.notes: not n.starts_with(\"a\")");
  CHECK(said(all + "exception e { when all n in args.notes: n.starts_with(\"a\")" + waiver) ==
        "E1205 exception `e` can never lift the rule\n");
}

TEST_CASE("an exception that is true wherever it can be told lifts all") {
  std::string rule = because("deny when args.amount > 10.00");
  CHECK(said(rule + "exception e { when (args.memo ?? \"\").domain().size() >= 0" + waiver) ==
        "E1204 exception `e` lifts the rule whenever it fires\n");
}

TEST_CASE("an event that shows a finding is told step by step, where the policy reads it") {
  CHECK(flow(because("a: deny when args.amount > 10.00") + "b: flag when args.amount > 20.00\n") ==
        "`args.amount` is 20.0001 @ args.amount\n"
        "rule `b` fires @ args.amount > 20.00\n"
        "rule `a` denies all the same @ args.amount > 10.00\n");
  CHECK(flow(because("deny when args.kind == \"gift\" and has(args.memo)") +
             "exception e { when args.kind != \"bill\"" + waiver) ==
        "`args.kind` is \"gift\" @ args.kind\n"
        "`args.memo` is there @ has(args.memo)\n"
        "the rule fires @ args.kind == \"gift\" and has(args.memo)\n"
        "exception `e` lifts it @ args.kind != \"bill\"\n");
  CHECK(flow(because("deny when args.amount > 5.00 and args.amount < 3.00")) == ""); // there is no such event
}

TEST_CASE("a tool's name is one of those selected") {
  CHECK(codes("tool.name == \"pay\"") == "E1201"); // events say `bank.pay`
  CHECK(codes("tool.name in [\"bank.list\", \"bank.py\"]") == "E1201");
  CHECK(codes("tool.name like \"card.*\"") == "E1201");
  CHECK(codes("tool.name == \"bank.py\" or args.amount > 5.00") == "E1207");
  CHECK(codes("tool.name.starts_with(\"card\")") == "E1201");
  CHECK(codes("tool.name == \"bank.pay\"") == ""); // a rule for the tools that somebody adds
  CHECK(codes("tool.surface == \"bank\"") == "");
  CHECK(codes("tool.name == \"bank.pay\" and args.amount > 5.00") == "");
  CHECK(codes("count(call * where tool.name == \"bank.list\") > 3") == "");
}

TEST_CASE("histories that nothing enters") {
  CHECK(said(because("deny when count(call bank.pay where args.amount > 5.00 and args.amount < 3.00) > 1")) ==
        "E1209 this history is always empty: its `where` cannot be true\n");
  CHECK(said(because("deny when seen(call bank.pay where args.kind == \"gift\" and args.kind like \"b*\")")) ==
        "E1209 this history is always empty: its `where` cannot be true\n");
  CHECK(said(because("deny when count(call bank.pay where args.amount > 5.00) > 1")) == "");
}

TEST_CASE("functions and named values are looked through") {
  auto checked = tests::checkText(tests::deskPrelude.str() +
                                  "let big(amount: decimal): bool = amount > 10.00\n"
                                  "guardrail g under usual {\n let sum = args.amount\n on call bank.pay\n"
                                  "deny when big(sum) and sum < 5.00 because \"x\"\n}\n");
  REQUIRE(checked->errors() == "");
  analysis::checkRules(*checked->program, checked->reporter);
  CHECK(checked->errors() == "E1201 the rule never fires: its condition cannot be true\n");
}

TEST_CASE("a question that is too long is left alone") {
  std::string condition;
  for (int index = 0; index < 24; ++index) {
    std::string item = "\"" + std::to_string(index) + "\"";
    condition += (condition.empty() ? "" : " and ") + std::string("(args.notes.contains(") + item +
                 ") or (args.memo ?? \"\") == " + item + ")";
  }
  CHECK(codes(condition + " and args.amount > 5.00 and args.amount < 3.00") == "E1201");
  CHECK(codes(condition) == "");
}
