// SPDX-License-Identifier: Apache-2.0
// Events that are set member by member decide as the JSON text does that says the same.
#include "base/decimal.h"
#include "base/json.h"
#include "onus/onus.h"
#include "unit/runtime/both_engines.h"
#include "unit/runtime/engine_policy.h"
#include "unit/runtime/event_stream.h"

#include <deque>

using namespace onus;
using namespace onus::tests;

namespace {

onus_text given(llvm::StringRef text) { return {text.data(), text.size()}; }
std::string taken(onus_text text) { return text.size ? std::string(text.data, text.size) : std::string(); }

/// A JSON event, set member by member.
class Typed {
public:
  Typed() { REQUIRE(onus_event_new(&event_) == ONUS_OK); }
  ~Typed() { onus_event_free(event_); }
  Typed(const Typed &) = delete;

  void set(const json::Object &members, const std::string &above = "") {
    for (const json::Member &member : members) {
      std::string path = above + member.first;
      const json::Object *object = member.second.asObject();
      bool hasDots = member.first == "signals";
      if (object && !object->empty() && !hasDots)
        set(*object, path + ".");
      else
        setLeaf(path, member.second);
    }
  }
  onus_event *event() { return event_; }

private:
  void setLeaf(const std::string &path, const json::Value &value) {
    uint32_t slot = 0;
    REQUIRE(onus_event_slot(event_, given(path), &slot) == ONUS_OK);
    const json::Number *number = value.asNumber();
    auto whole = number ? parseInt(number->text) : std::nullopt;
    auto decimal = number ? Decimal::parse(number->text) : std::nullopt;
    onus_status status = ONUS_OK;
    if (const std::string *text = value.asString())
      status = onus_event_set_text(event_, slot, given(kept_.emplace_back(*text)));
    else if (whole && std::to_string(*whole) == number->text)
      status = onus_event_set_int(event_, slot, *whole);
    else if (decimal && decimal->text() == number->text)
      status = onus_event_set_decimal(event_, slot, decimal->scaled);
    else if (value.asBool())
      status = onus_event_set_bool(event_, slot, *value.asBool());
    else
      status = onus_event_set_json(event_, slot, given(kept_.emplace_back(json::write(value))));
    REQUIRE(status == ONUS_OK);
  }

  onus_event *event_ = nullptr;
  std::deque<std::string> kept_; ///< texts are borrowed
};

struct Engine {
  explicit Engine(const BundleText &text) {
    REQUIRE(onus_bundle_open(text.bytes(), text.size(), &bundle, nullptr) == ONUS_OK);
    REQUIRE(onus_engine_new(bundle, nullptr, &engine, nullptr) == ONUS_OK);
    REQUIRE(onus_worker_new(&worker) == ONUS_OK);
  }
  ~Engine() {
    onus_worker_free(worker);
    onus_engine_free(engine);
    onus_bundle_close(bundle);
  }
  Engine(const Engine &) = delete;
  std::string decide(llvm::StringRef event) {
    onus_decision decision;
    onus_decide(engine, worker, given(event), ONUS_WITH_RECORD, &decision);
    return taken(decision.record);
  }
  std::string decide(onus_event *event) {
    onus_decision decision;
    onus_decide_event(engine, worker, event, ONUS_WITH_RECORD, &decision);
    return taken(decision.record);
  }
  onus_bundle *bundle = nullptr;
  onus_engine *engine = nullptr;
  onus_worker *worker = nullptr;
};

const BundleText &policy() {
  static const BundleText text{enginePolicy};
  return text;
}

} // namespace

TEST_CASE("typed events decide as their JSON does", "[event]") {
  Engine text(policy()), typed(policy());
  EventStream stream(21);
  size_t compared = 0;
  for (int step = 0; step < 800; ++step) {
    std::string event = stream.next();
    auto parsed = json::parse(event);
    auto *value = std::get_if<json::Value>(&parsed);
    const json::Object *members = value ? value->asObject() : nullptr;
    if (!members)
      continue;
    Typed made;
    made.set(*members);
    CAPTURE(event);
    std::string record = text.decide(event);
    REQUIRE(typed.decide(made.event()) == record);
    stream.decided(event, record);
    ++compared;
  }
  CHECK(compared > 600);
}

TEST_CASE("slots are set again for every event", "[event]") {
  Engine text(policy()), typed(policy());
  onus_event *event = nullptr;
  REQUIRE(onus_event_new(&event) == ONUS_OK);
  std::map<std::string, uint32_t> slots;
  for (const char *path : {"id", "event", "time", "session.id", "session.turn", "agent.id", "context.quota", "tool",
                           "args.amount", "args.to", "args.note", "args.n"})
    REQUIRE(onus_event_slot(event, given(path), &slots[path]) == ONUS_OK);
  for (auto [path, value] : std::map<std::string, const char *>{{"event", "call"},
                                                                {"time", "2026-11-22T10:00:00Z"},
                                                                {"session.id", "s"},
                                                                {"agent.id", "bot"},
                                                                {"tool", "bank.pay"}})
    REQUIRE(onus_event_set_text(event, slots[path], given(value)) == ONUS_OK);
  onus_event_set_int(event, slots["session.turn"], 1);
  onus_event_set_int(event, slots["context.quota"], 5);
  for (int step = 0; step < 20; ++step) {
    std::string id = std::to_string(step), note = step % 3 ? ",\"note\":\"again\"" : "";
    std::string json =
        R"({"id":")" + id +
        R"(","event":"call","time":"2026-11-22T10:00:00Z","session":{"id":"s","turn":1},)"
        R"("agent":{"id":"bot"},"context":{"quota":5},"tool":"bank.pay","args":{"amount":1.5,"to":"eve")" +
        note + ",\"n\":" + id + "}}";
    onus_event_set_text(event, slots["id"], given(id));
    onus_event_set_decimal(event, slots["args.amount"], 15'000);
    onus_event_set_text(event, slots["args.to"], given("eve"));
    onus_event_set_int(event, slots["args.n"], step);
    if (step % 3)
      onus_event_set_text(event, slots["args.note"], given("again"));
    else
      onus_event_clear(event, slots["args.note"]);
    REQUIRE(typed.decide(event) == text.decide(json));
  }
  // The arguments of a tool are an object even where none of them is set; other objects are then not there.
  for (const char *path : {"args.amount", "args.to", "args.note", "args.n", "agent.id"})
    onus_event_clear(event, slots[path]);
  onus_event_set_text(event, slots["id"], given("empty"));
  CHECK(typed.decide(event) ==
        text.decide(R"({"id":"empty","event":"call","time":"2026-11-22T10:00:00Z","session":{"id":"s","turn":1},)"
                    R"("context":{"quota":5},"tool":"bank.pay","args":{}})"));
  onus_event_free(event);
}

TEST_CASE("what an event cannot hold is refused", "[event]") {
  Engine engine(policy());
  onus_event *event = nullptr;
  REQUIRE(onus_event_new(&event) == ONUS_OK);
  CHECK(engine.decide(event) == Engine(policy()).decide("{}"));
  uint32_t slot = 7, same = 8;
  CHECK(onus_event_slot(event, given("args.amount"), &slot) == ONUS_OK);
  CHECK(onus_event_slot(event, given("args.amount"), &same) == ONUS_OK);
  CHECK(slot == same);
  for (const char *path : {"", ".", "a.", ".a", "a..b", "args", "args.amount.cents", "\xff"})
    CHECK(onus_event_slot(event, given(path), &same) == ONUS_BAD_ARGUMENT);
  CHECK(onus_event_set_text(event, slot, given("\xff")) == ONUS_BAD_ARGUMENT);
  CHECK(onus_event_set_json(event, slot, given("{\"a\":1,\"a\":2}")) == ONUS_BAD_ARGUMENT);
  CHECK(onus_event_set_json(event, slot, given("")) == ONUS_BAD_ARGUMENT);
  CHECK(onus_event_set_int(event, 99, 1) == ONUS_BAD_ARGUMENT);
  CHECK(onus_event_clear(event, 99) == ONUS_BAD_ARGUMENT);
  std::string deep = "a";
  for (int level = 1; level < 64; ++level)
    deep += ".a";
  CHECK(onus_event_slot(event, given(deep), &same) == ONUS_OK);
  CHECK(onus_event_slot(event, given("b." + deep), &same) == ONUS_BAD_ARGUMENT);
  for (int number = 0; number < 4094; ++number)
    REQUIRE(onus_event_slot(event, given("x" + std::to_string(number)), &same) == ONUS_OK);
  CHECK(onus_event_slot(event, given("one.more"), &same) == ONUS_BAD_ARGUMENT);
  onus_event_free(event);
}

TEST_CASE("typed events have the limits of JSON events", "[event]") {
  onus_bundle *bundle = nullptr;
  onus_engine *engine = nullptr;
  REQUIRE(onus_bundle_open(policy().bytes(), policy().size(), &bundle, nullptr) == ONUS_OK);
  onus_settings wanted = {};
  wanted.struct_size = sizeof wanted;
  wanted.max_event_bytes = 100, wanted.max_depth = 3;
  REQUIRE(onus_engine_new(bundle, &wanted, &engine, nullptr) == ONUS_OK);
  onus_worker *worker = nullptr;
  onus_event *event = nullptr;
  uint32_t slot = 0, deep = 0;
  REQUIRE(onus_worker_new(&worker) == ONUS_OK);
  REQUIRE(onus_event_new(&event) == ONUS_OK);
  REQUIRE(onus_event_slot(event, given("text"), &slot) == ONUS_OK);
  std::string large(101, 'x');
  onus_decision decision;
  REQUIRE(onus_event_set_text(event, slot, given(large)) == ONUS_OK);
  onus_decide_event(engine, worker, event, 0, &decision);
  CHECK(taken(decision.reason) == "too_large");
  CHECK(taken(decision.detail) == "the event has more than 100 bytes");
  onus_event_clear(event, slot);
  auto refused = [&](onus_event *of) {
    onus_decide_event(engine, worker, of, 0, &decision);
    return taken(decision.detail).rfind("nested deeper than 3 levels", 0) == 0;
  };
  REQUIRE(onus_event_set_json(event, slot, given("[[1]]")) == ONUS_OK);
  CHECK_FALSE(refused(event));
  REQUIRE(onus_event_set_json(event, slot, given("[[[1]]]")) == ONUS_OK);
  CHECK(refused(event));
  onus_event_clear(event, slot);
  REQUIRE(onus_event_slot(event, given("a.b.c.d"), &deep) == ONUS_OK);
  CHECK_FALSE(refused(event)); // it is not there
  REQUIRE(onus_event_set_int(event, deep, 1) == ONUS_OK);
  CHECK(refused(event));
  onus_event_free(event);
  onus_worker_free(worker);
  onus_engine_free(engine);
  onus_bundle_close(bundle);
}
