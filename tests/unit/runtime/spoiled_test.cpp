// SPDX-License-Identifier: Apache-2.0
// Every number of every row of a bundle, made wrong in several ways: the bundle is refused, or decides without harm.
#include "backends/bytecode/bytecode.h"
#include "lower/lower.h"
#include "onus/onus.h"
#include "runtime/json/read.h"
#include "support/bundle_bytes.h"
#include "support/catch.h"
#include "support/checked_text.h"

using namespace onus;
using tests::AlignedBytes;
using tests::BundleBytes;

namespace {

const std::string policy = R"(context { mode: string?, quota: int }
detector tone "How rude" { input text: string output decimal owner safety timeout 100ms }
let near: set<string> = ["a.example", "b.example"]
let rates: map<decimal> = { "gift": 1.50, "bill": 0.25 }
let nets: set<ip> = ["10.0.0.1", "2001:db8::1"]
let code = r"[a-z]{2}-[0-9]+" yes "ab-1" no "ab"
guardrail paying under usual {
  on call bank.pay
  let twice = moves.amount + moves.amount
  known: require all n in moves.to: (n in near or n matches code) because "nobody knows these"
  much: ask crew within 30m when twice > 10.00 and count(call bank.pay last 1d per agent.id) > 1 because "much"
  more: deny when total(call bank.pay where args.kind == "gift" last 1h per args.kind, args.amount) > 9.00 because "more"
  rate: flag when (rates[args.kind] ?? 1.00) > 1.00 or ip(args.memo ?? "x") in nets or mentioned(input, args.kind)
  loud: flag when tone(text(args)) > 0.50 or (context.mode ?? "") like "s*" or context.quota * 2 > 6
  exception gifts "Gifts" {
    lifts much
    when args.kind == "gift"
    because "gifts are fine"
    requested by crew
    approved by safety on 2026-10-01
    reviewed by head on 2026-10-10 every 60d
    until 2026-12-31
    monitor alert crew when more than 5 in 1d
  }
  fails open because "young" requested by crew approved by safety on 2026-01-01 until 2026-12-31
}
guardrail saying under usual {
  severity low
  on output
  codes: redact text(output) matching code because "codes stay here"
}
)";

const char *const events[] = {
    R"_({"id":"1","event":"input","text":"a gift","session":{"id":"s","turn":1},"agent":{"id":"a"},
"context":{"quota":3},"time":"2026-11-22T10:00:00Z"})_",
    R"_({"id":"2","event":"call","tool":"bank.pay","args":{"amount":5.5,"kind":"gift","notes":["a.example","ab-1"],
"memo":"10.0.0.1"},"context":{"mode":"safe","quota":3},"session":{"id":"s","turn":2},"agent":{"id":"a"},
"signals":{"desk.tone(text(args))":{"value":0.75}},"time":"2026-11-22T10:00:01Z"})_",
    R"_({"id":"3","event":"call","tool":"bank.pay","args":{"amount":6,"kind":"bill","notes":["c"]},
"context":{"quota":4},"session":{"id":"s","turn":3},"agent":{"id":"a"},"time":"2026-11-22T10:00:02Z"})_",
    R"_({"id":"9","event":"result","tool":"bank.pay","args":{"amount":5.5,"kind":"gift","notes":[]},"result":{},
"context":{"quota":3},"session":{"id":"s","turn":4},"agent":{"id":"a"},"time":"2026-11-22T10:00:03Z"})_",
    R"_({"id":"4","event":"output","text":"ab-1 and cd-22","session":{"id":"s","turn":5},"agent":{"id":"a"},
"context":{"quota":3},"time":"2026-11-22T10:00:04Z"})_"};

std::string bundleOf(const std::string &text) {
  auto checked = tests::checkText(tests::deskPrelude.str() + text);
  REQUIRE(checked->errors() == "");
  auto lowerable = lower::LowerableProgram::from(*checked->program, checked->reporter);
  REQUIRE(lowerable.has_value());
  ir::Module module = lower::lower(*lowerable, {"0.0.0", ""});
  backends::Artifact artifact = backends::emitBytecode(module, &checked->sources);
  REQUIRE(artifact.problem == "");
  return artifact.bytes;
}

/// What the events' decisions look like; an explanation where one is not as it must be.
class Run {
public:
  bool accepted = false;
  std::string decisions;
  std::string problem;

  explicit Run(std::string_view bytes) : bytes_(bytes) {
    onus_problem why{};
    accepted = onus_bundle_open(bytes_.data(), bytes_.size(), &bundle_, &why) == ONUS_OK;
    if (accepted)
      decide();
    else if (why.message[0] == 0)
      problem = "refused without a reason";
  }
  ~Run() {
    onus_worker_free(worker_);
    onus_engine_free(engine_);
    onus_bundle_close(bundle_);
  }
  Run(const Run &) = delete;
  Run &operator=(const Run &) = delete;

private:
  void decide() {
    onus_settings settings{};
    settings.struct_size = sizeof settings;
    settings.system = onus_bundle_system(bundle_, 0);
    settings.key_id = {"k", 1};
    settings.key = {"0123456789abcdef", 16};
    bool made =
        onus_engine_new(bundle_, &settings, &engine_, nullptr) == ONUS_OK && onus_worker_new(&worker_) == ONUS_OK;
    if (!made)
      problem = "no engine";
    for (const char *event : events) {
      onus_decision decision{};
      if (made)
        onus_decide(engine_, worker_, {event, std::strlen(event)}, ONUS_WITH_RECORD | ONUS_WITH_REDACTED, &decision);
      check(decision);
    }
  }
  void check(const onus_decision &decision) {
    rt::Arena arena;
    rt::Cell record;
    rt::JsonError error;
    if (!rt::readJson({decision.record.data, decision.record.size}, arena, record, error, 1024))
      problem = "no record: " + std::string(decision.record.data, decision.record.size);
    if (decision.steps > onus_bundle_worst_cost(bundle_, 0))
      problem = "more steps than the bundle states";
    decisions += static_cast<char>('0' + decision.verdict);
  }

  AlignedBytes bytes_;
  onus_bundle *bundle_ = nullptr;
  onus_engine *engine_ = nullptr;
  onus_worker *worker_ = nullptr;
};

/// Goes through all numbers of a width and puts others in their places.
struct Spoiler {
  const BundleBytes good;
  size_t accepted = 0, refused = 0;

  void spoil(rt::Section section, size_t at, size_t width, uint64_t value) {
    BundleBytes bad = good;
    if (std::memcmp(bad.bytes(section).data() + at, &value, width) == 0)
      return;
    std::memcpy(bad.bytes(section).data() + at, &value, width);
    Run run(bad.put());
    INFO("section " << static_cast<unsigned>(section) << ", byte " << at << ", width " << width << ", value " << value);
    REQUIRE(run.problem == "");
    ++(run.accepted ? accepted : refused);
  }
  void all(rt::Section section, size_t width) {
    const std::string &bytes = good.sections[static_cast<size_t>(section)];
    for (size_t at = 0; at + width <= bytes.size(); at += width) {
      uint64_t now = 0, next = 0;
      std::memcpy(&now, bytes.data() + at, width);
      if (size_t other = at + tests::rowSize(section); other + width <= bytes.size())
        std::memcpy(&next, bytes.data() + other, width);
      for (uint64_t value : {uint64_t{0}, now + 1, now - 1, UINT64_MAX, next})
        spoil(section, at, width, value);
    }
  }
};

} // namespace

TEST_CASE("a bundle with any one number changed is refused or decides without harm", "[runtime]") {
  std::string bytes = bundleOf(policy);
  Run good(bytes);
  REQUIRE(good.accepted);
  REQUIRE(good.problem == "");
  REQUIRE(good.decisions == "01402");
  Spoiler spoiler{BundleBytes(bytes)};
  for (size_t place = 0; place < tests::sectionCount; ++place) {
    auto section = static_cast<rt::Section>(place);
    bool isBytes = section == rt::Section::Texts || section == rt::Section::AutomatonTables;
    if (!isBytes)
      spoiler.all(section, tests::rowSize(section) % 4 == 0 ? 4 : 1);
  }
  // Most numbers are indexes and ranges.
  CHECK(spoiler.refused > spoiler.accepted);
  CHECK(spoiler.accepted > 0);
}
