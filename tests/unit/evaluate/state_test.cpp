// SPDX-License-Identifier: Apache-2.0
#include "evaluate/slot_state.h"
#include "evaluate/state.h"
#include "evaluate/state_file.h"

#include "support/catch.h"
#include "support/ir_builder.h"

using namespace onus;
using namespace onus::evaluate;

namespace {

ir::Slot slot(ir::HistoryOp op, std::optional<Millis> last, int64_t capacity = 100'000) {
  ir::Slot made;
  made.op = op;
  made.last = last;
  made.capacity = capacity;
  return made;
}

constexpr Millis second = 1000;

} // namespace

TEST_CASE("S21: windows are buckets aligned to the epoch, the current one and the 64 before it", "[evaluate]") {
  Window window(64 * second);
  CHECK(window.bucket(0) == 0);
  CHECK(window.bucket(999) == 0);
  CHECK(window.bucket(1000) == 1);
  CHECK(window.bucket(-1) == -1);
  CHECK(window.holds(window.bucket(0), 64'999));
  CHECK_FALSE(window.holds(window.bucket(0), 65'000));
  CHECK_FALSE(window.holds(window.bucket(999), 65'000));
  // never less than the window: widths are rounded up
  Window odd(65);
  CHECK(odd.bucket(1) == 0);
  CHECK(odd.bucket(2) == 1);
  CHECK(Window().holds(0, INT64_MAX));
}

TEST_CASE("S21: counts and totals over a window", "[evaluate]") {
  ir::Slot definition = slot(ir::HistoryOp::Total, 64 * second);
  SlotState state(definition);
  state.add("k", 0, Value::integer(5));
  state.add("k", 500, Value::integer(7));
  state.add("k", 30'000, Value::integer(1));
  CHECK(state.total("k", 64'999) == 13);
  CHECK(state.total("k", 65'000) == 1);
  CHECK(state.total("other", 0) == 0);
  CHECK(state.count("k", {64'000, {}}) == 3);
  CHECK_FALSE(state.canAdd("k", 30'500, INT64_MAX));
  CHECK(state.canAdd("k", 31'500, INT64_MAX));
  state.add("k", 31'500, Value::integer(INT64_MAX));
  CHECK_FALSE(state.total("k", 31'500));
}

TEST_CASE("S22: a full table takes no further key until a window is empty", "[evaluate]") {
  ir::Slot definition = slot(ir::HistoryOp::Count, 64 * second, 2);
  SlotState state(definition);
  state.add("a", 0, Value());
  state.add("b", 10'000, Value());
  CHECK_FALSE(state.hasRoom("c", 10'000));
  CHECK(state.hasRoom("a", 10'000));
  CHECK(state.hasRoom("c", 65'000));
  state.add("c", 65'000, Value());
  CHECK(state.keys().count("a") == 0);
  CHECK(state.count("b", {65'000, {}}) == 1);
}

TEST_CASE("S24: calls whose results are out", "[evaluate]") {
  ir::Slot definition = slot(ir::HistoryOp::Seen, 64 * second);
  SlotState state(definition);
  state.addPending("k", "call-1", 0);
  CHECK(state.count("k", {1000, {}}) == 1);
  CHECK(state.count("k", {1000, "call-1"}) == 0);
  CHECK(state.hasPending("k", {1000, {}}));
  CHECK_FALSE(state.hasPending("k", {65'000, {}}));
  state.resolve("call-1");
  state.resolve("call-2");
  CHECK(state.count("k", {1000, {}}) == 0);
  CHECK(state.keys().empty());
}

TEST_CASE("S25: the last bytes of whole texts; what was dropped may have said it", "[evaluate]") {
  ir::Slot definition = slot(ir::HistoryOp::Mentioned, std::nullopt, 10);
  SlotState state(definition);
  CHECK(state.mentioned("s", "ann", 0) == false);
  state.add("s", 0, Value::string("ann"));
  state.add("s", 1, Value::string("bob six"));
  CHECK(state.mentioned("s", "ann", 2) == true);
  state.add("s", 2, Value::string("c"));
  CHECK_FALSE(state.mentioned("s", "ann", 3));
  CHECK(state.mentioned("s", "bob", 3) == true);
  CHECK(state.mentioned("s", "", 3) == false);
  CHECK(state.mentioned("t", "ann", 3) == false);
}

TEST_CASE("S20: the latest value of a window", "[evaluate]") {
  ir::Slot definition = slot(ir::HistoryOp::Latest, 64 * second);
  SlotState state(definition);
  CHECK(state.latest("k", 0).isAbsent());
  state.add("k", 0, Value::integer(1));
  state.add("k", 1, Value::integer(2));
  CHECK(state.latest("k", 2).number() == 2);
  CHECK(state.latest("k", 65'000).isAbsent());
}

TEST_CASE("ids are remembered up to a capacity, the oldest forgotten first", "[evaluate]") {
  Remembered<int> ids(2);
  ids.put("a", 1);
  ids.put("b", 2);
  ids.put("a", 3);
  ids.put("c", 4);
  CHECK_FALSE(ids.find("a"));
  CHECK(*ids.find("b") == 2);
  CHECK(*ids.find("c") == 4);
}

TEST_CASE("a state file is ours, whole and of this version, or nothing changes", "[evaluate]") {
  tests::IrBuilder builder;
  ir::Module module;
  ir::System system;
  system.name = "a.agent";
  system.slots = {slot(ir::HistoryOp::Count, std::nullopt), slot(ir::HistoryOp::Latest, std::nullopt)};
  system.slots[1].path = builder.integer(1);
  module.systems.push_back(system);
  State state(module, {});
  state.previousRecord = "sha256:00";
  SystemState &own = *state.system("a.agent");
  own.clock = 7;
  own.nextSequence = 3;
  own.sessions["s\"1"] = {2, true};
  own.slots[0].add("k", 5, Value());
  own.slots[0].addPending("k", "call", 6);
  own.slots[1].add("k", 5, Value::integer(9));
  own.seen.put("call\nx", {"sha256:11", true});
  own.calls.put("x", CallStatus::Answered);
  own.asks["sha256:11"] = {"x", "s", {{"p", "g", 5, 6, true}}};
  own.thresholds["g"].add(Window(1000), 5);
  own.escalations["g\ns"] = 99;
  std::string text = writeState(state);

  State other(module, {});
  REQUIRE_FALSE(readState(text, other));
  CHECK(writeState(other) == text);
  SystemState &read = *other.system("a.agent");
  CHECK(read.slots[0].count("k", {7, {}}) == 2);
  read.slots[0].resolve("call");
  CHECK(read.slots[0].count("k", {7, {}}) == 1);
  CHECK(read.slots[1].latest("k", 7).number() == 9);

  for (std::string bad :
       {std::string("{}"), std::string("x"), text.substr(0, text.size() / 2),
        std::string(R"({"format":"onus-engine-state","version":2,"prev":"","systems":[]})"),
        std::string(R"({"format":"onus-engine-state","version":1,"prev":"","systems":[{"name":"a.agent"}]})")}) {
    State untouched(module, {});
    std::string before = writeState(untouched);
    INFO(bad);
    CHECK(readState(bad, untouched));
    CHECK(writeState(untouched) == before);
  }

  // another definition: sessions that ran have lost this slot
  ir::Module changed = module;
  changed.systems[0].slots[0].where = builder.boolean(true);
  State next(changed, {});
  REQUIRE_FALSE(readState(text, next));
  CHECK(next.system("a.agent")->slots[0].keys().empty());
  CHECK(next.system("a.agent")->slots[0].since == 3);
  CHECK(next.system("a.agent")->slots[1].since == 0);
}
