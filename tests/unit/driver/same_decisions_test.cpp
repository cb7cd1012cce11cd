// SPDX-License-Identifier: Apache-2.0
// What is taken for the same decisions and what is not: fixes that are safe, and fixes that only look so.
#include "driver/pipeline.h"
#include "lint/fixes/same_decisions.h"

#include "support/catch.h"
#include "support/checked_text.h"

using namespace onus;
using lint::fixes::Sameness;
using lint::fixes::Shown;

namespace {

struct Compiled {
  std::unique_ptr<driver::Compilation> compilation;
  std::unique_ptr<lint::fixes::Version> version;
};

Compiled compiled(const std::string &text) {
  tests::Files files = tests::splitFiles(text);
  std::vector<std::pair<std::string, std::string>> texts(files.begin(), files.end());
  Compiled result;
  result.compilation = driver::load(texts, std::make_unique<tests::MemoryReader>(files));
  driver::PipelineOptions options;
  options.check.asOf = *parseDay("2026-11-22");
  driver::compile(*result.compilation, driver::Stage::Check, options);
  for (const auto &each : result.compilation->reporter.all())
    if (each->severity == diagnostics::Severity::Error)
      FAIL(each->message << " in " << text);
  result.version = lint::fixes::versionOf(*result.compilation->program);
  return result;
}

Sameness compare(const std::string &before, const std::string &after) {
  Compiled left = compiled(before), right = compiled(after);
  return lint::fixes::sameDecisions(*left.version, *right.version, *parseDay("2026-11-22"));
}

const std::string cover =
    "guardrail cover under usual { on call that moves deny when moves.amount > 90.00 because \"x\" }\n";

std::string desk(const std::string &text) { return tests::deskPrelude.str() + cover + text; }

/// A guardrail over `bank.pay`, whose arguments are amount, kind, notes and memo?.
std::string pay(const std::string &rules) {
  return desk("guardrail paying under usual { on call bank.pay " + rules + " }\n");
}
Sameness comparePay(const std::string &before, const std::string &after) {
  return compare(pay("deny when " + before + " because \"x\""), pay("deny when " + after + " because \"x\""));
}

} // namespace

TEST_CASE("comments, blanks and what nobody reads are no difference") {
  std::string text = pay("deny when args.amount > 5.00 because \"x\"");
  CHECK(compare(text, "// more\n" + text).how == Shown::SameModule);
  CHECK(compare(text, "// more\n" + text).same);
  CHECK(compare(text + "let limit = 5\n", text).same);
  CHECK(compare(pay("let big = args.amount > 7.00 deny when args.amount > 5.00 because \"x\""), text).same);
}

TEST_CASE("the solver proves what is written otherwise") {
  auto proved = [](const Sameness &sameness) {
    INFO(sameness.reason);
    return sameness.same && sameness.how == Shown::Proved;
  };
  CHECK(proved(comparePay("not (args.amount > 5.00)", "args.amount <= 5.00")));
  CHECK(proved(comparePay("not (args.kind == \"gift\" or args.amount > 5.00)",
                          "args.kind != \"gift\" and args.amount <= 5.00")));
  CHECK(proved(compare(pay("let big = args.amount > 5.00 deny when big because \"x\""),
                       pay("deny when args.amount > 5.00 because \"x\""))));
  CHECK(proved(compare(pay("require not (args.amount > 5.00) because \"x\""),
                       pay("require args.amount <= 5.00 because \"x\""))));
  CHECK(proved(comparePay("not (any n in args.notes: n == \"a\")", "all n in args.notes: n != \"a\"")));
}

TEST_CASE("what can only be tried is tried about its boundary") {
  Sameness same = comparePay("size(args.notes) * 2 > 4", "size(args.notes) > 2");
  INFO(same.reason);
  CHECK(same.same);
  CHECK(same.how == Shown::Tried);
  CHECK(same.events > 10);
  Sameness other = comparePay("size(args.notes) * 2 >= 4", "size(args.notes) > 2");
  CHECK_FALSE(other.same);
  CHECK_THAT(other.event, Catch::Contains("\"notes\":["));
}

TEST_CASE("a boundary that moves is seen") {
  Sameness moved = comparePay("args.amount > 5.00", "args.amount >= 5.00");
  CHECK_FALSE(moved.same);
  CHECK_THAT(moved.reason, Catch::Contains("`desk.paying` would do something else at"));
  CHECK_THAT(moved.event, Catch::Contains("\"amount\":5"));
}

TEST_CASE("what looks safe and is not") {
  CHECK_FALSE(comparePay("any n in args.notes: n.contains(r\"ab+\")", "any n in args.notes: n matches r\"ab+\"").same);
  CHECK_FALSE(comparePay("any n in args.notes: n == \"a\"", "any n in args.notes: n.lower() == \"a\"").same);
  // Where there is no memo, the one is not true and the other is.
  CHECK_FALSE(comparePay("has(args.memo) and args.memo != \"x\"", "not (has(args.memo) and args.memo == \"x\")").same);
  // Twice a very large amount is none, and the guardrail fails closed.
  CHECK_FALSE(comparePay("args.amount + args.amount > 10.00", "args.amount > 5.00").same);
  // The rule after a `require` sees only what that let through.
  CHECK_FALSE(
      compare(pay("low: require args.amount > 1.00 because \"x\" big: ask crew when args.amount > 5.00 because \"y\""),
              pay("big: ask crew when args.amount > 5.00 because \"y\""))
          .same);
}

TEST_CASE("what was never met is not taken for tried") {
  // No text is made up that fits such a pattern.
  Sameness unmet = comparePay("any n in args.notes: n matches r\"[a-c]{7}-[0-9]{4}\"",
                              "any n in args.notes: n matches r\"[abc]{7}-[0-9]{4}\"");
  CHECK_FALSE(unmet.same);
  CHECK_THAT(unmet.reason, Catch::Contains("neither be proved nor tried"));
}

TEST_CASE("accountability is compared as it stands") {
  std::string text = pay("deny when args.amount > 5.00 because \"x\"");
  auto with = [&](const std::string &clause) { return pay("deny when args.amount > 5.00 because \"x\" " + clause); };
  CHECK_THAT(compare(text, with("owner head")).reason, Catch::Contains("would change `owner` of `desk.paying`"));
  CHECK_THAT(compare(text, with("log args.amount, args.kind to store")).reason, Catch::Contains("`log`"));
  CHECK_THAT(compare(text, with("escalate to crew within 16m")).reason, Catch::Contains("`within`"));
  CHECK_THAT(compare(text, with("rollback disable system by crew within 15m")).reason, Catch::Contains("`act`"));
  CHECK_THAT(compare(text, with("severity low")).reason, Catch::Contains("`severity`"));
  CHECK_THAT(compare(text, pay("deny when args.amount > 5.00 because \"y\"")).reason, Catch::Contains("`because`"));
  CHECK_THAT(compare(text, text + "team more { lead head contact slack \"#more\" }\n").reason,
             Catch::Contains("`parties`"));
}

TEST_CASE("what no decision shows is not compared") {
  std::string text = pay("deny when args.amount > 5.00 because \"x\"");
  Sameness unread = compare(text + "let big(n: int) = not (n > 5)\n", text + "let big(n: int) = n <= 5\n");
  CHECK_FALSE(unread.same);
  CHECK_THAT(unread.reason, Catch::Contains("`big`"));
  std::string use = "deny when big(size(args.notes)) because \"x\"";
  CHECK(compare(pay(use) + "let big(n: int) = not (n > 2)\n", pay(use) + "let big(n: int) = n <= 2\n").same);
}

TEST_CASE("guardrails that no system enforces are compared, too") {
  auto library = [](const std::string &condition) {
    return "package lib owner crew\nperson head { email \"head@desk.example\" }\n"
           "team crew { lead head contact slack \"#crew\" }\nsink store { owner crew keep 400d }\n"
           "guardrail words { severity low on output deny when " +
           condition +
           " because \"x\" log inputs to store escalate to crew within 15m rollback manual by crew within "
           "15m runbook \"https://desk.example/back\" fails closed }\n";
  };
  CHECK(compare(library("not (size(text(output)) > 9)"), library("size(text(output)) <= 9")).same);
  CHECK_FALSE(compare(library("size(text(output)) > 9"), library("size(text(output)) >= 9")).same);
}

TEST_CASE("policy tests must present the same and end as they did") {
  std::string policy = pay("deny when args.amount > 5.00 because \"x\"") + "// --- desk.test.onus\npackage desk\n";
  auto test = [&](const std::string &amount, const std::string &verdict) {
    return policy + "test \"paying\" of teller { call bank.pay { amount: " + amount +
           ", kind: \"gift\", notes: [] } expect " + verdict + " }\n";
  };
  CHECK(compare(test("6.00", "deny"), test("6.00", "deny // as before\n")).same);
  CHECK_THAT(compare(test("6.00", "deny"), test("7.00", "deny")).reason, Catch::Contains("present other events"));
  CHECK_THAT(compare(test("6.00", "deny"), test("6.00", "allow")).reason, Catch::Contains("would fail"));
}
