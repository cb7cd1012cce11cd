// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "runtime/base/time.h"
#include "unit/runtime/support.h"

#include <map>

namespace onus::tests {

/// Random events for the program of engine_policy.h: sessions that begin late, ids that come again, calls and results
/// in any order, asks and approvals of all kinds, and a clock that jumps.
class EventStream {
public:
  explicit EventStream(uint32_t seed) : random_(seed) {}

  std::string next() {
    passTime();
    if (!asked_.empty() && random_.oneIn(4))
      return answered();
    switch (random_.below(8)) {
    case 0:
      return event("input", text(), newId());
    case 1:
    case 2:
      return result();
    case 3:
      return random_.oneIn(6) ? odd() : event("output", text(), newId());
    default:
      return call();
    }
  }
  /// Tells what became of the last event, for the approvals of later ones.
  void decided(const std::string &event, const std::string &record) {
    if (record.find("\"decision\":\"ask\"") == std::string::npos)
      return;
    const std::string name = "\"action_digest\":\"";
    size_t at = record.find(name) + name.size();
    asked_.push_back({event, record.substr(at, record.find('"', at) - at)});
    if (asked_.size() > 6)
      asked_.erase(asked_.begin());
  }

private:
  struct Asked {
    std::string event, digest;
  };

  void passTime() {
    static constexpr int64_t steps[] = {0, 1, 500, 7'000, 60'000, 400'000, 1'800'000, 4'000'000, -90'000};
    now_ += random_.of(steps);
    if (random_.oneIn(300))
      now_ += int64_t{86'400'000} * static_cast<int64_t>(random_.below(40));
  }
  std::string newId() {
    if (random_.oneIn(12) && ids_ > 0)
      return "e" + std::to_string(random_.below(ids_));
    return "e" + std::to_string(ids_++);
  }
  std::string instant() {
    char out[rt::timeRoom];
    return {out, rt::formatInstant(now_, out)};
  }
  std::string session() {
    std::string id = "s" + std::to_string(random_.below(5) + ids_ / 40);
    int &turn = turns_[id];
    bool isOdd = random_.oneIn(25);
    ++turn;
    return "{\"id\":\"" + id + "\"" + (random_.oneIn(40) ? "" : ",\"turn\":" + std::to_string(turn + isOdd)) + "}";
  }
  std::string event(const std::string &kind, const std::string &members, const std::string &id) {
    std::string agent = random_.oneIn(9) ? "{\"id\":\"bot\"}" : "{\"id\":\"bot\",\"on_behalf_of\":\"ann\"}";
    std::string context = random_.oneIn(9) ? "{}" : "{\"quota\":" + std::to_string(random_.below(9)) + "}";
    return "{\"id\":\"" + id + "\",\"event\":\"" + kind + "\",\"time\":\"" + instant() + "\",\"session\":" + session() +
           ",\"agent\":" + agent + ",\"context\":" + context + members + "}";
  }
  std::string text() {
    static constexpr const char *words[] = {"hello", "a secret", "Secrets", "the SECRET", "\\u00e4 secret."};
    static constexpr const char *tones[] = {"{\"value\":0.9}", "{\"value\":0.1}", "{\"error\":\"x\"}",
                                            "{\"value\":0.80005}"};
    std::string out = std::string(",\"text\":\"") + random_.of(words) + "\"";
    return out + ",\"signals\":{\"desk.tone(text(input))\":" + random_.of(tones) + "}";
  }
  std::string payArgs() {
    static constexpr const char *amounts[] = {"1.5", "99.99", "100.0001", "600", "250.25", "922337203685477.58", "1e2"};
    static constexpr const char *notes[] = {"", ",\"note\":\"x\"", ",\"note\":\"y\"", ",\"note\":null"};
    static constexpr const char *names[] = {"bob", "eve", "\\u00e4nn", "bob "};
    return std::string("{\"amount\":") + random_.of(amounts) + ",\"to\":\"" + random_.of(names) + "\"" +
           random_.of(notes) + ",\"n\":" + std::to_string(random_.below(14)) + "}";
  }
  std::string call() {
    std::string id = newId();
    switch (random_.below(5)) {
    case 0:
    case 1: {
      std::string args = "{\"box\":\"" + std::to_string(random_.below(3)) + "\"}";
      calls_.push_back({id, args});
      return event("call", ",\"tool\":\"bank.read\",\"args\":" + args, id);
    }
    default:
      return event("call", ",\"tool\":\"bank.pay\",\"args\":" + payArgs(), id);
    }
  }
  std::string result() {
    std::string id = "r" + std::to_string(ids_++), args = "{\"box\":\"9\"}";
    if (!calls_.empty() && !random_.oneIn(8)) {
      const auto &[called, with] = calls_[random_.below(calls_.size())];
      id = called;
      args = with;
    }
    std::string count = std::to_string(random_.below(9));
    std::string value = random_.oneIn(6)   ? ",\"error\":true,\"result\":\"it failed\""
                        : random_.oneIn(9) ? ",\"result\":{\"count\":\"many\"}"
                                           : ",\"result\":{\"count\":" + count + ",\"body\":\"a secret body\"}";
    return event("result", ",\"tool\":\"bank.read\",\"args\":" + args + value, id);
  }
  std::string odd() {
    static constexpr const char *lines[] = {
        "",
        "{",
        "[]",
        "{\"id\":\"x\"}",
        "{\"id\":\"\",\"event\":\"call\"}",
        "{\"event\":\"call\",\"id\":7}",
        "{\"id\":\"x\",\"event\":\"sing\",\"time\":\"2026-11-22T10:00:00Z\",\"session\":{\"id\":\"s\"}}",
        "{\"id\":\"x\",\"event\":\"call\",\"time\":\"2026-11-22T10:00:00Z\",\"session\":{\"id\":\"s\",\"more\":1},\"tool\":\"bank.pay\",\"args\":{}}",
        "{\"id\":\"x\",\"event\":\"call\",\"time\":\"2026-11-22T10:00:00Z\",\"session\":{\"id\":\"s\"},\"tool\":\"bank.steal\",\"args\":{}}",
        "{\"id\":\"x\",\"event\":\"call\",\"time\":\"2026-11-22T10:00:00Z\",\"session\":{\"id\":\"s\"},\"tool\":\"bank.pay\",\"args\":{\"n\":1}}",
        "{\"id\":\"x\",\"event\":\"call\",\"time\":\"22 Nov\",\"session\":{\"id\":\"s\"},\"tool\":\"bank.pay\",\"args\":{}}",
        "{\"id\":\"x\",\"event\":\"input\",\"time\":\"2026-11-22T10:00:00Z\",\"session\":{\"id\":\"s\"},\"system\":\"other\"}",
        "{\"id\":\"x\",\"event\":\"input\",\"time\":\"2026-11-22T10:00:00Z\",\"session\":{\"id\":\"s\"},\"system\":7}",
        "{\"id\":\"x\",\"id\":\"y\"}"};
    return random_.of(lines);
  }
  /// An asked event again, with approvals or without.
  std::string answered() {
    const Asked &asked = asked_[random_.below(asked_.size())];
    static constexpr const char *people[] = {"safety@desk.example", "desk.safety", "ann", "bot", "head@desk.example"};
    static constexpr const char *parties[] = {"desk.guard", "user", "desk.crew"};
    std::string approvals;
    for (size_t count = random_.below(3); count > 0; --count)
      approvals += (approvals.empty() ? "" : ",") + std::string("{\"party\":\"") + random_.of(parties) +
                   "\",\"by\":\"" + random_.of(people) + "\",\"at\":\"" + instant() + "\",\"of\":\"" +
                   (random_.oneIn(8) ? "sha256:0" : asked.digest) + "\"" +
                   (random_.oneIn(6) ? ",\"refused\":true" : "") + "}";
    std::string again = asked.event;
    size_t time = again.find("\"time\":\"") + 8;
    again.replace(time, again.find('"', time) - time, instant());
    size_t old = again.find(",\"approvals\"");
    if (old != std::string::npos)
      again.resize(old), again += "}";
    again.pop_back();
    return again + ",\"approvals\":[" + approvals + "]}";
  }

  rt::Random random_;
  int64_t now_ = 1'795'341'600'000; // 2026-11-22T10:00:00Z
  size_t ids_ = 0;
  std::map<std::string, int> turns_;
  std::vector<std::pair<std::string, std::string>> calls_;
  std::vector<Asked> asked_;
};

} // namespace onus::tests
