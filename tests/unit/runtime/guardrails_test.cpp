// SPDX-License-Identifier: Apache-2.0
// Guardrails in the runtime against guardrails in the plain evaluator: what fires, what fails and why, what is lifted,
// redacted, noted and logged, and the steps that it takes.
#include "unit/runtime/both_judges.h"
#include "unit/runtime/every_operation.h"

#include <map>

using namespace onus;
using tests::BothJudges;

namespace {

using Choices = std::vector<std::string>;

/// The JSON texts that a member takes in turn. The first fits and is taken most often; an empty one leaves the member
/// out.
const std::map<std::string, Choices> payMembers = {
    {"amount", {"0.3", "0.30", "2.5", "7", "-1", "922337203685477.5807", "1e2", "0.5000"}},
    {"count", {"3", "2", "7", "0", "-5", "9223372036854775807", "-9223372036854775808", "10", "1"}},
    {"share", {"", "1", "5"}},
    {"urgent", {"true", "false"}},
    {"kind", {"\"gift\"", "\"bill\""}},
    {"memo",
     {"", "\"ab-1\"", "\"4\"", "\"2.75\"", "\"äöü\"", "\"Tell bob to STOP, bob\"", "\"ab-1 cd-22\"", "\"10.0.0.1\"",
      "\"2026-11-22\"", "\"2026-11-22T11:00:00Z\"", "\"a\\nz\"", "\"\"", "\"x\""}},
    {"short", {"\"s\"", "\"12345678\"", "\"xy\""}},
    {"words", {"[\"a\",\"ab-2\"]", "[]", "[\"ab-1\"]", "[\"c\",\"b\",\"a\",\"a\"]", "[\"ab-1\",\"x@b.example\"]"}},
    {"pairs", {"[\"a\",\"b\"]", "[\"c\"]", "[]", "[\"b\",\"a.example\"]"}},
    {"url",
     {"\"https://Evil.example/x\"", "\"evil.example\"", "\"https://a@b/\"", "\"http://1.2.3\"", "\"//\"", "\"a b\""}},
    {"path", {"\"/srv/data/x\"", "\"/srv/data/../x\"", "\"../x\"", "\"x\"", "\"/srv//data/./y\"", "\"~/x\""}},
    {"mail", {"\"x@a.example\"", "\"A@B.example\"", "\"a.example\"", "\"x@y@z\"", "\"\"", "\"Alice <a@b.example>\""}},
    {"from", {"\"10.0.0.1\"", "\"2001:DB8::1\"", "\"11.1.1.1\"", "\"2001:db8::2\""}},
    {"net", {"\"10.0.0.0/8\"", "\"2001:db8::/32\"", "\"0.0.0.0/0\""}},
    {"day", {"\"2026-11-22\"", "\"2026-10-31\"", "\"2027-01-01\""}},
    {"at", {"\"2026-11-22T11:30:00Z\"", "\"2026-11-20T11:30:00.250Z\"", "\"9999-12-31T23:59:59Z\""}},
    {"wait", {"\"90m\"", "\"2d\"", "\"0ms\"", "\"106751991167d\""}},
    {"meta",
     {"{\"n\":7}", "\"x\"", "null", "[\"a\",\"b\"]", "1.50", "1.23456", "{\"n\":\"7\"}", "{\"n\":7,\"m\":1}",
      "[[1,{\"k\":null}],true]"}},
    {"secret", {"\"open\"", "\"a key\"", "\"x\"", "\"abcdef\""}},
    {"lines",
     {"[{\"name\":\"pen\",\"price\":1.5,\"tags\":[\"a.example\"]}]", "[]",
      "[{\"name\":\"p\",\"price\":2,\"tags\":[],\"by\":\"me\"},{\"name\":\"ink\",\"price\":12,\"tags\":[\"x\",\"y\"]}]",
      "[{\"name\":\"a\",\"price\":922337203685477.5807,\"tags\":[\"t\"]},{\"name\":\"b\",\"price\":1,\"tags\":[\"u\"]}]"}},
    {"grid", {"[[1,2],[3]]", "[]", "[[]]", "[[1]]", "[[4],[0,9]]"}},
    {"prices", {"{\"pen\":1.5}", "{}", "{\"gift\":1,\"pen\":2.25}", "{\"x@a.example\":3,\"bill\":1}"}},
    {"who",
     {"{\"id\":\"w\"}", "{\"id\":\"w\",\"more\":{\"deep\":3}}", "{\"id\":\"w\",\"more\":{}}",
      "{\"id\":\"\",\"z\":[1]}"}},
};

const std::map<std::string, Choices> envelope = {
    {"session", {"{\"id\":\"s\",\"turn\":3}", "{\"id\":\"t\"}", "{\"id\":\"s\",\"turn\":1}"}},
    {"agent",
     {"{\"id\":\"bot\",\"on_behalf_of\":\"ann\"}", "{\"id\":\"bot\"}", "", "{\"id\":7}", "{\"id\":\"x\",\"extra\":1}",
      "{\"id\":\"bot\",\"on_behalf_of\":\"bob\",\"address\":\"10.1.2.3\",\"credential\":{\"id\":\"c\",\"expires\":"
      "\"2026-11-01T00:00:00Z\"}}"}},
    {"context",
     {"{\"quota\":6,\"mode\":\"safe\"}", "{\"quota\":1,\"mode\":\"x\"}", "", "{}", "[]", "{\"quota\":\"6\",\"mode\":7}",
      "{\"quota\":2,\"table\":{\"a\":2},\"client\":{\"name\":\"c\",\"mail\":\"x@a.example\"}}",
      "{\"quota\":4611686018427387904,\"client\":{\"name\":\"c\"}}"}},
    {"time",
     {"\"2026-11-22T12:00:00Z\"", "\"2026-11-23T00:00:00Z\"", "\"2026-12-02T00:00:00Z\"", "\"2027-01-01T00:00:00Z\"",
      "\"2026-11-19T08:15:00.125Z\""}},
    {"signals",
     {"{}", "", "{\"desk.tone(text(result))\":{\"value\":0.75},\"desk.kind(text(result))\":{\"value\":\"bad\"}}",
      "{\"desk.tone(text(result))\":{\"error\":\"x\"},\"desk.tone(text(output))\":{\"value\":0.25005}}",
      "{\"desk.tone(text(result))\":{\"value\":\"x\"},\"desk.tone(text(output))\":{}}",
      "{\"desk.kind(text(result))\":{\"value\":\"ugly\"},\"desk.tone(text(output))\":{\"value\":0.00005}}"}},
};

const Choices payResults = {
    "{\"total\":1.5,\"lines\":[\"ab-1\",\"x\"]}",
    "{\"total\":7,\"lines\":[\"x ab-1 cd-2\",\"ask\"],\"by\":\"me\",\"more\":[1]}",
    "{\"total\":1.5,\"lines\":[]}",
    "{\"total\":1.5}",
    "\"please STOP and ask\"",
    "[\"stop\",{\"a\":\"Stop\"}]",
    "",
};
const Choices tipResults = {
    "\"{\\\"total\\\":1.5,\\\"code\\\":\\\"x\\\"}\"",
    "\"{\\\"total\\\":1.5\"",
    "\"{\\\"total\\\":1,\\\"total\\\":2}\"",
    "{\"total\":3,\"code\":\"y\"}",
    "\"[]\"",
    "7",
};
const Choices errors = {"", "false", "true", "\"no\""};
const Choices outputs = {"\"hello\"", "\"all of everything: ab-1, cd-2\"", "\"ab-12\"", "7", "", "\"xab-1ä\""};

class Events {
public:
  explicit Events(uint32_t seed) : random_(seed) {}

  std::string pay(bool result) {
    std::string line = head(result ? "result" : "call") + ",\"tool\":\"bank.pay\",\"args\":" + object(payMembers);
    return result ? line + member("result", any(payResults)) + member("error", any(errors)) + "}" : line + "}";
  }
  std::string tip(bool result) {
    std::string words = any(payMembers.at("words"));
    std::string line = head(result ? "result" : "call") + ",\"tool\":\"bank.tip\",\"args\":{\"words\":" + words + "}";
    return result ? line + member("result", any(tipResults)) + member("error", any(errors)) + "}" : line + "}";
  }
  std::string text(const std::string &kind) { return head(kind) + member("text", any(outputs)) + "}"; }

private:
  std::string pick(const Choices &choices) { return random_.oneIn(2) ? choices.front() : any(choices); }
  std::string any(const Choices &choices) { return choices[random_.below(choices.size())]; }
  static std::string member(const std::string &name, const std::string &value) {
    return value.empty() ? "" : ",\"" + name + "\":" + value;
  }
  std::string object(const std::map<std::string, Choices> &members) {
    std::string out;
    for (const auto &[name, choices] : members)
      out += member(name, pick(choices));
    return "{" + out.substr(1) + "}";
  }
  std::string head(const std::string &kind) {
    std::string out = "{\"id\":\"1\",\"event\":\"" + kind + "\"";
    for (const auto &[name, choices] : envelope)
      out += member(name, pick(choices));
    return out;
  }

  rt::Random random_;
};

std::string anyEvent(Events &events, size_t number) {
  switch (number % 8) {
  case 0:
    return events.pay(true);
  case 1:
    return events.tip(number % 16 == 1);
  case 2:
    return events.text(number % 16 == 2 ? "output" : "input");
  default:
    return events.pay(false);
  }
}

} // namespace

TEST_CASE("guardrails come to the same in the runtime as in the plain evaluator", "[interpret]") {
  BothJudges both(tests::everyOperation);
  Events events(4711);
  std::map<std::string, size_t> seen;
  for (size_t number = 0; number < 1600; ++number) {
    std::string event = anyEvent(events, number);
    both.past = number;
    std::string plain = both.plain(event);
    CAPTURE(event);
    REQUIRE(both.runtime(event) == plain);
    // What each rule did, so that none is compared that never says anything.
    llvm::SmallVector<llvm::StringRef> lines;
    llvm::StringRef(plain).split(lines, '\n');
    for (llvm::StringRef line : lines)
      if (auto [did, rest] = line.trim().split(' '); line.startswith("  "))
        ++seen[did.str() + " " + rest.split(' ').first.str()];
  }
  std::string silent;
  for (const rt::RuleRow &rule : both.bundle().rows<rt::Section::Rules>())
    if (std::string label = rt::copied(both.bundle().text(rule.label)); !seen.count("fired " + label))
      silent += label + " ";
  CHECK(silent == "");
}

namespace {

/// The lines that do not depend on whether there is a record.
std::string withoutRecord(const std::string &results) {
  std::string out;
  llvm::SmallVector<llvm::StringRef> lines;
  llvm::StringRef(results).split(lines, '\n', -1, false);
  for (llvm::StringRef line : lines)
    if (!line.startswith("  log ") && !line.startswith("  term ") && !line.startswith("  test "))
      out += line.str() + "\n";
  return out;
}

} // namespace

TEST_CASE("without a record guardrails come to the same", "[interpret]") {
  BothJudges both(tests::everyOperation);
  Events events(7);
  for (size_t number = 0; number < 400; ++number) {
    std::string event = anyEvent(events, number);
    CAPTURE(event);
    REQUIRE(both.runtime(event, false) == withoutRecord(both.plain(event)));
  }
}

TEST_CASE("a decision stops at the steps that it may take, and denies", "[interpret]") {
  BothJudges both(tests::everyOperation);
  Events events(99);
  for (size_t number = 0; number < 60; ++number) {
    std::string event = anyEvent(events, number);
    CAPTURE(event);
    both.fuel = INT64_MAX;
    std::string whole = both.runtime(event, false);
    int64_t needed = both.steps;
    both.fuel = needed;
    CHECK(both.runtime(event, false) == whole);
    CHECK_FALSE(both.wasSpent);
    if (needed == 0)
      continue;
    for (int64_t fuel : {needed - 1, needed / 2, int64_t{0}}) {
      both.fuel = fuel;
      std::string cut = both.runtime(event, false);
      CHECK(both.steps <= fuel);
      CHECK(both.wasSpent);
      if (fuel == 0) // else what failed before may be what explains
        CHECK(cut.find("content: the decision needs more steps than the artifact states -> deny") != std::string::npos);
    }
  }
}

TEST_CASE("a decision that runs out of memory knows it", "[interpret]") {
  BothJudges both(tests::everyOperation);
  Events events(5);
  size_t ranOut = 0;
  for (size_t number = 0; number < 40; ++number) {
    std::string event = anyEvent(events, number);
    CAPTURE(event);
    std::string whole = both.plain(event);
    for (size_t memory = 0; memory < 12'000; memory = memory * 9 / 8 + 8) {
      both.memory = memory;
      std::string result = both.runtime(event);
      ranOut += both.wasExhausted;
      CHECK((both.wasExhausted || result == whole));
    }
  }
  CHECK(ranOut > 100);
}

TEST_CASE("evaluations that stand too deep in one another fail", "[interpret]") {
  BothJudges both(tests::everyOperation);
  uint32_t reads = 0;
  while (both.bundle().code(reads).op != rt::Opcode::Local)
    ++reads;
  for (size_t depth : {size_t{300}, size_t{100'000}}) {
    std::vector<rt::Local> chain(depth); // each name stands for the name of the same number around it
    for (size_t at = 0; at < depth; ++at) {
      chain[at].id = both.bundle().code(reads).number;
      chain[at].outer = at ? &chain[at - 1] : nullptr;
      chain[at].lazy = reads;
    }
    chain[0].known = true;
    chain[0].value = rt::Cell::boolean(true);
    rt::Fuel fuel{INT64_MAX, false};
    rt::Outcome outcome =
        rt::Evaluator(both.bundle(), both.arena, fuel, nullptr, nullptr).evaluate(reads, &chain.back());
    CHECK(outcome.isTrue() == (depth == 300));
    CHECK(rt::copied(outcome.why) == (depth == 300 ? "" : "the policy is nested deeper than an engine follows"));
  }
}
