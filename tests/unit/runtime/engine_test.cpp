// SPDX-License-Identifier: Apache-2.0
// The runtime's engine against the plain evaluator's, record by record.
#include "unit/runtime/both_engines.h"
#include "unit/runtime/engine_policy.h"
#include "unit/runtime/event_stream.h"

#include <set>

using namespace onus;
using namespace onus::tests;

namespace {

const BundleText &policy() {
  static const BundleText text{enginePolicy};
  return text;
}

std::string replaced(llvm::StringRef text, const std::string &what, const std::string &by) {
  std::string out = text.str();
  size_t at = out.find(what);
  REQUIRE(at != std::string::npos);
  return out.replace(at, what.size(), by);
}

/// The values that a member takes in records.
void collect(std::set<std::string> &into, const std::string &record, const std::string &name) {
  const std::string before = "\"" + name + "\":";
  for (size_t at = record.find(before); at != std::string::npos; at = record.find(before, at + 1)) {
    size_t begin = at + before.size();
    size_t end = record[begin] == '"' ? record.find('"', begin + 1) : record.find_first_of(",}]", begin);
    into.insert(record.substr(begin, end - begin));
  }
}

} // namespace

TEST_CASE("both engines write the same records over random streams", "[engine]") {
  std::set<std::string> decisions, reasons, whys, asks, escalations, alerts;
  for (uint32_t seed = 1; seed <= 12; ++seed) {
    BothSettings settings;
    if (seed % 2)
      settings.keyId = "k1", settings.key = "0123456789abcdef";
    if (seed % 3 == 0)
      settings.limits.rememberedIds = 12;
    if (seed % 4 == 0)
      settings.limits.openAsks = 2;
    if (seed % 5 == 0)
      settings.limits.sessions = 3;
    BothEngines engines(policy(), settings);
    EventStream stream(seed);
    for (int step = 0; step < 700; ++step) {
      std::string event = stream.next();
      CAPTURE(seed, step, event);
      std::string record = engines.decide(event);
      stream.decided(event, record);
      collect(decisions, record, "decision");
      collect(reasons, record, "reason");
      collect(whys, record, "why");
      collect(escalations, record, "unanswered");
      collect(alerts, record, "exception");
      collect(asks, record, "approved");
      collect(asks, record, "refused");
      if (step % 150 == 149)
        engines.restart();
    }
  }
  // What the streams must have come by, lest they compare nothing.
  std::string seen;
  for (auto *each : {&decisions, &reasons, &whys, &asks})
    for (const std::string &one : *each)
      seen += one + "\n";
  INFO(seen);
  CHECK(decisions.size() == 5);
  CHECK(reasons.size() >= 7);
  CHECK(whys.size() >= 7);
  CHECK(asks.size() == 2);
  CHECK_FALSE(escalations.empty());
  CHECK_FALSE(alerts.empty());
}

TEST_CASE("a history that counts something else is lost to the sessions that ran before", "[engine]") {
  BundleText changed{replaced(enginePolicy, "count(call bank.pay last 64m per args.to) > 2",
                              "count(call bank.pay last 32m per args.to) > 2")};
  BundleText moved{replaced(enginePolicy, "total(call bank.pay last 64m per session.id, args.amount) > 1000.00",
                            "total(call bank.pay last 2h per session.id, args.amount) > 1000.00")};
  BothEngines engines(policy());
  EventStream stream(99);
  std::set<std::string> whys;
  const BundleText *texts[] = {&changed, &moved, &policy()};
  for (int step = 0; step < 600; ++step) {
    std::string event = stream.next();
    CAPTURE(step, event);
    std::string record = engines.decide(event);
    stream.decided(event, record);
    collect(whys, record, "why");
    if (step % 60 == 59)
      engines.restart(texts[step / 60 % 3]);
  }
  bool anyLost = false;
  for (const std::string &why : whys)
    anyLost |= why.find("was defined anew while this session ran") != std::string::npos;
  CHECK(anyLost);
}

TEST_CASE("an engine that forgets is as it was when it was made", "[engine]") {
  evaluate::Engine engine(policy().module()), fresh(policy().module());
  const std::string begin = engine.saveState();
  EventStream before(7), after(8);
  for (int step = 0; step < 100; ++step) {
    std::string event = before.next();
    before.decided(event, engine.decide(event));
  }
  CHECK(engine.saveState() != begin);
  engine.forget();
  CHECK(engine.saveState() == begin);
  for (int step = 0; step < 100; ++step) {
    std::string event = after.next(), record = fresh.decide(event);
    CHECK(engine.decide(event) == record);
    after.decided(event, record);
  }
  const std::string end = fresh.saveState();
  fresh.forget();
  REQUIRE_FALSE(fresh.loadState(end));
  fresh.forget();
  CHECK(fresh.saveState() == begin);
}

TEST_CASE("what `latest` keeps must fit the policy that reads it", "[engine]") {
  BundleText changed{
      replaced(replaced(enginePolicy, "note: sensitive string?, n: int", "note: int?, n: int"), "?? \"none\"", "?? 0")};
  BothEngines engines(policy());
  auto pay = [&](const std::string &id, const std::string &note) {
    return engines.decide(R"({"id":")" + id +
                          R"(","event":"call","time":"2026-11-22T10:00:00Z","session":{"id":"s","turn":1},)"
                          R"("agent":{"id":"bot","on_behalf_of":"ann"},"context":{"quota":9},"tool":"bank.pay",)"
                          R"("args":{"amount":1,"to":"eve","n":1,"note":)" +
                          note + "}}");
  };
  pay("1", "\"7\"");
  CHECK(pay("2", "\"7\"").find("The same note") != std::string::npos);
  engines.restart(&changed);
  CHECK(pay("3", "7").find("The same note") == std::string::npos);
  CHECK(pay("4", "7").find("The same note") != std::string::npos);
}
