// SPDX-License-Identifier: Apache-2.0
// The C API as an embedding engine uses and misuses it.
#include "onus/onus.h"
#include "runtime/state/memory_store.h"
#include "unit/runtime/allocations.h"
#include "unit/runtime/both_engines.h"
#include "unit/runtime/engine_policy.h"
#include "unit/runtime/event_stream.h"

#include <thread>

using namespace onus;
using namespace onus::tests;

namespace {

const BundleText &policy() {
  static const BundleText text{enginePolicy};
  return text;
}

onus_text given(llvm::StringRef text) { return {text.data(), text.size()}; }
std::string taken(onus_text text) { return text.size ? std::string(text.data, text.size) : std::string(); }

/// An open bundle, an engine and a worker.
struct Embedded {
  explicit Embedded(const onus_settings *settings = nullptr) {
    onus_problem problem;
    REQUIRE(onus_bundle_open(policy().bytes(), policy().size(), &bundle, &problem) == ONUS_OK);
    onus_status status = onus_engine_new(bundle, settings, &engine, &problem);
    CAPTURE(problem.message);
    REQUIRE(status == ONUS_OK);
    REQUIRE(onus_worker_new(&worker) == ONUS_OK);
  }
  ~Embedded() {
    onus_worker_free(worker);
    onus_engine_free(engine);
    onus_bundle_close(bundle);
  }
  Embedded(const Embedded &) = delete;

  onus_decision decide(llvm::StringRef event, uint32_t flags = ONUS_WITH_RECORD) {
    onus_decision decision;
    onus_decide(engine, worker, given(event), flags, &decision);
    return decision;
  }

  onus_bundle *bundle = nullptr;
  onus_engine *engine = nullptr;
  onus_worker *worker = nullptr;
};

onus_settings settings() {
  onus_settings made = {};
  made.struct_size = sizeof made;
  return made;
}

std::string pay(const std::string &id, const std::string &more = "", const std::string &session = "s") {
  return R"({"id":")" + id + R"(","event":"call","time":"2026-11-22T10:00:00Z","session":{"id":")" + session +
         R"(","turn":1},"agent":{"id":"bot","on_behalf_of":"ann"},"context":{"quota":9},"tool":"bank.pay",)"
         R"("args":{"amount":1.5,"to":"eve","n":1})" +
         more + "}";
}

/// A store of the host's that fails when it is told to.
struct FailingStore {
  rt::MemoryStore memory;
  onus_store inner = memory.interface();
  int left = INT32_MAX; ///< calls that succeed
  unsigned locks = 0, unlocks = 0;

  static FailingStore &of(void *self) { return *static_cast<FailingStore *>(self); }
  bool works() { return left > 0 && left-- > 0; }
  onus_store interface() {
    onus_store made = {};
    made.self = this;
    made.lock = [](void *self) {
      if (!of(self).works())
        return 1;
      ++of(self).locks;
      return 0;
    };
    made.unlock = [](void *self) { ++of(self).unlocks; };
    made.get = [](void *self, uint32_t table, uint32_t group, onus_text key, onus_text *value) {
      return of(self).works() ? of(self).inner.get(of(self).inner.self, table, group, key, value) : 1;
    };
    made.put = [](void *self, uint32_t table, uint32_t group, onus_text key, onus_text value, int64_t expires) {
      return of(self).works() ? of(self).inner.put(of(self).inner.self, table, group, key, value, expires) : 1;
    };
    made.remove = [](void *self, uint32_t table, uint32_t group, onus_text key) {
      return of(self).works() ? of(self).inner.remove(of(self).inner.self, table, group, key) : 1;
    };
    made.count = [](void *self, uint32_t table, uint32_t group, uint64_t *count) {
      return of(self).works() ? of(self).inner.count(of(self).inner.self, table, group, count) : 1;
    };
    made.sweep = [](void *self, uint32_t table, uint32_t group, int64_t now) {
      return of(self).works() ? of(self).inner.sweep(of(self).inner.self, table, group, now) : 1;
    };
    made.drop_oldest = [](void *self, uint32_t table, uint32_t group) {
      return of(self).works() ? of(self).inner.drop_oldest(of(self).inner.self, table, group) : 1;
    };
    made.each = [](void *self, uint32_t table, uint32_t group, int (*visit)(void *, onus_text, onus_text, int64_t),
                   void *context) {
      return of(self).works() ? of(self).inner.each(of(self).inner.self, table, group, visit, context) : 1;
    };
    return made;
  }
};

} // namespace

TEST_CASE("a bundle says what it is", "[api]") {
  CHECK(onus_api_version() == ONUS_API_VERSION);
  Embedded embedded;
  CHECK(taken(onus_bundle_system(embedded.bundle, 0)) == "desk.teller");
  CHECK(onus_bundle_system(embedded.bundle, 1).size == 0);
  CHECK(onus_bundle_worst_cost(embedded.bundle, 0) == policy().module().systems[0].worstCost);
  CHECK(onus_bundle_worst_cost(embedded.bundle, 1) == 0);
  CHECK(taken(onus_bundle_digest(embedded.bundle)) == policy().module().digest);
}

TEST_CASE("what is no bundle does not open", "[api]") {
  onus_bundle *bundle = nullptr;
  onus_problem problem;
  alignas(8) char bytes[64] = "no bundle at all";
  CHECK(onus_bundle_open(bytes, sizeof bytes, &bundle, &problem) == ONUS_BAD_BUNDLE);
  CHECK(bundle == nullptr);
  CHECK(std::string(problem.message) != "");
  CHECK(onus_bundle_open(bytes, 0, &bundle, nullptr) == ONUS_BAD_BUNDLE);
  CHECK(onus_bundle_open_file("/nowhere/policy.onusb", &bundle, &problem) == ONUS_NO_FILE);
  CHECK(onus_bundle_open_file("/", &bundle, &problem) == ONUS_NO_FILE);
  onus_bundle_close(nullptr);
  onus_engine_free(nullptr);
  onus_worker_free(nullptr);
  onus_event_free(nullptr);
}

TEST_CASE("settings that cannot be are refused", "[api]") {
  onus_bundle *bundle = nullptr;
  REQUIRE(onus_bundle_open(policy().bytes(), policy().size(), &bundle, nullptr) == ONUS_OK);
  auto refused = [&](const onus_settings &wanted) {
    onus_engine *engine = nullptr;
    onus_problem problem;
    CHECK(onus_engine_new(bundle, &wanted, &engine, &problem) == ONUS_BAD_SETTINGS);
    CHECK(engine == nullptr);
    onus_engine_free(engine);
    return std::string(problem.message);
  };
  onus_settings wanted = settings();
  wanted.system = given("desk.other");
  CHECK(refused(wanted) == "the bundle has no system `desk.other`");
  wanted = settings();
  wanted.key = given("short"), wanted.key_id = given("k");
  CHECK(refused(wanted) == "a key has at least 16 bytes");
  wanted.key = given("0123456789abcdef"), wanted.key_id = given("k 1");
  CHECK(refused(wanted) == "the name of a key is letters, digits, `.`, `_` and `-`");
  wanted = settings();
  wanted.stop = given("{\"tools\":[1]}");
  CHECK(refused(wanted) == "the stop list: `tools` holds something that is no name");
  wanted = settings();
  onus_store store = {};
  wanted.store = &store;
  CHECK(refused(wanted) == "the store lacks a function");
  wanted = settings();
  wanted.max_depth = 5000;
  CHECK(refused(wanted) ==
        "an event has less than 1 GiB and at most 1,024 levels, and at most 1,048,576 asks are open");
  onus_bundle_close(bundle);
}

TEST_CASE("an engine brings what the policy needs, or is not made", "[api]") {
  onus_bundle *bundle = nullptr;
  REQUIRE(onus_bundle_open(policy().bytes(), policy().size(), &bundle, nullptr) == ONUS_OK);
  auto tried = [&](llvm::StringRef delivers) {
    onus_settings wanted = settings();
    wanted.delivers = given(delivers);
    onus_engine *engine = nullptr;
    onus_problem problem;
    onus_status status = onus_engine_new(bundle, &wanted, &engine, &problem);
    onus_engine_free(engine);
    CHECK((status == ONUS_OK) == (problem.message[0] == 0));
    return std::string(problem.message);
  };
  const std::string needs = "the system `desk.teller` needs ", not_there = ", which the engine does not deliver";
  CHECK(tried(R"({"events":["call","result","input"],"context":["quota"],"detectors":["desk.tone"]})") == "");
  CHECK(tried(R"({"events":["call","result"],"context":["quota"],"detectors":["desk.tone"]})") ==
        needs + "events of the kind `input`" + not_there);
  CHECK(tried(R"({"events":["call","result","input"],"detectors":["desk.tone"]})") ==
        needs + "the context `quota`" + not_there);
  CHECK(tried(R"({"events":["call","result","input"],"context":["quota"],"detectors":[]})") ==
        needs + "the detector `desk.tone`" + not_there);
  CHECK(tried("[]") == "what the engine delivers is no JSON object");
  CHECK(tried(R"({"moods":[]})") == "`moods` is no list of events, context or detectors that are delivered");
  onus_bundle_close(bundle);
}

TEST_CASE("the stop list may change between decisions", "[api]") {
  Embedded embedded;
  CHECK(embedded.decide(pay("1")).verdict == ONUS_ALLOW);
  REQUIRE(onus_engine_stop(embedded.engine, given(R"({"agents":["bot"]})"), nullptr) == ONUS_OK);
  CHECK(taken(embedded.decide(pay("2")).reason) == "disabled");
  onus_problem problem;
  CHECK(onus_engine_stop(embedded.engine, given("{"), &problem) == ONUS_BAD_SETTINGS);
  CHECK(std::string(problem.message) == "the stop list: unexpected end of text at byte 1");
  CHECK(taken(embedded.decide(pay("3")).reason) == "disabled");
  REQUIRE(onus_engine_stop(embedded.engine, given(""), nullptr) == ONUS_OK);
  CHECK(embedded.decide(pay("4")).verdict == ONUS_ALLOW);
}

TEST_CASE("records and redacted events come only where they are asked for", "[api]") {
  Embedded embedded;
  std::string result = R"({"id":"r","event":"result","time":"2026-11-22T10:00:00Z","session":{"id":"s","turn":1},)"
                       R"("tool":"bank.read","args":{"box":"1"},"result":{"count":7,"body":"long"}})";
  onus_decision decision = embedded.decide(result, ONUS_WITH_REDACTED);
  CHECK(decision.verdict == ONUS_REDACT);
  CHECK(decision.record.size == 0);
  CHECK(taken(decision.redacted).find(R"("result":{"count":7,"body":"[redacted]"})") != std::string::npos);
  CHECK(decision.steps > 0);
  CHECK(decision.steps <= onus_bundle_worst_cost(embedded.bundle, 0));
  decision = embedded.decide(pay("1"), 0);
  CHECK(decision.verdict == ONUS_FLAG);
  CHECK(decision.record.size == 0);
  CHECK(decision.redacted.size == 0);
  decision = embedded.decide(pay("2"));
  CHECK(taken(decision.record).find(R"("prev":null)") != std::string::npos); // the chain is of written records
}

TEST_CASE("a store that fails denies and changes nothing", "[api]") {
  // Each decision, stopped after so many calls of the store, is denied; the same event is then decided as if it had not
  // been there.
  for (bool withRecord : {false, true})
    for (int calls = 0; calls < 200; ++calls) {
      FailingStore failing;
      onus_store store = failing.interface();
      onus_settings wanted = settings();
      wanted.store = &store;
      Embedded embedded(&wanted);
      uint32_t flags = withRecord ? ONUS_WITH_RECORD : 0;
      REQUIRE(embedded.decide(pay("1"), flags).verdict == ONUS_ALLOW);
      failing.left = calls;
      onus_decision decision = embedded.decide(pay("2"), flags);
      bool went = failing.left > 0 || decision.verdict == ONUS_ALLOW;
      if (!went) {
        REQUIRE(decision.verdict == ONUS_DENY);
        REQUIRE(taken(decision.reason) == "state_unavailable");
        REQUIRE((decision.record.size > 0) == withRecord);
      }
      REQUIRE(failing.locks == failing.unlocks);
      if (went)
        break;
      REQUIRE(calls < 199);
    }
}

TEST_CASE("saved state is taken up whole or not at all", "[api]") {
  Embedded first, second;
  EventStream stream(5);
  for (int step = 0; step < 300; ++step) {
    std::string event = stream.next();
    stream.decided(event, taken(first.decide(event).record));
  }
  std::string state;
  auto write = [](void *into, const void *bytes, size_t size) {
    static_cast<std::string *>(into)->append(static_cast<const char *>(bytes), size);
    return 0;
  };
  REQUIRE(onus_engine_save(first.engine, write, &state) == ONUS_OK);
  CHECK(onus_engine_save(
            first.engine, [](void *, const void *, size_t) { return 1; }, nullptr) != ONUS_OK);
  rt::Random random(3);
  for (int round = 0; round < 200; ++round) {
    std::string broken = round < 60 ? state.substr(0, random.below(state.size())) : random.broken(state, "\1ab");
    if (broken == state)
      continue;
    onus_problem problem;
    REQUIRE(onus_engine_load(second.engine, given(broken), &problem) == ONUS_BAD_STATE);
    REQUIRE(problem.message[0] != 0);
  }
  REQUIRE(onus_engine_load(second.engine, given(state), nullptr) == ONUS_OK);
  for (int step = 0; step < 200; ++step) {
    std::string event = stream.next();
    std::string record = taken(first.decide(event).record);
    REQUIRE(taken(second.decide(event).record) == record);
    stream.decided(event, record);
  }
}

TEST_CASE("an engine with a store of the host's finds its state there again", "[api]") {
  FailingStore kept, other;
  onus_store store = kept.interface(), empty = other.interface();
  onus_settings wanted = settings(), fresh = settings();
  wanted.store = &store;
  fresh.store = &empty;
  Embedded plain;
  EventStream stream(11);
  std::string state;
  for (int round = 0; round < 4; ++round) {
    Embedded embedded(&wanted);
    for (int step = 0; step < 120; ++step) {
      std::string event = stream.next();
      std::string record = taken(plain.decide(event).record);
      REQUIRE(taken(embedded.decide(event).record) == record);
      stream.decided(event, record);
    }
    state.clear();
    REQUIRE(onus_engine_save(
                embedded.engine,
                [](void *into, const void *bytes, size_t size) {
                  static_cast<std::string *>(into)->append(static_cast<const char *>(bytes), size);
                  return 0;
                },
                &state) == ONUS_OK);
  }
  Embedded loaded(&fresh);
  loaded.decide(pay("what stood there before goes"));
  REQUIRE(onus_engine_load(loaded.engine, given(state), nullptr) == ONUS_OK);
  for (int step = 0; step < 120; ++step) {
    std::string event = stream.next();
    std::string record = taken(plain.decide(event).record);
    REQUIRE(taken(loaded.decide(event).record) == record);
    stream.decided(event, record);
  }
  other.left = 0;
  onus_engine *engine = nullptr;
  CHECK(onus_engine_new(loaded.bundle, &fresh, &engine, nullptr) == ONUS_BAD_STATE);
}

TEST_CASE("too little memory denies, and the next decision is as if nothing was", "[api]") {
  BothSettings both;
  rt::Engine engine(policy().bundle());
  rt::Problem none(nullptr);
  REQUIRE(engine.open(runtimeSettings(both), none) == ONUS_OK);
  rt::Worker worker;
  rt::Wanted wanted;
  wanted.record = true;
  std::string large = pay("1", ",\"more\":[" + std::string(400'000, '1') + "]"), many = pay("2", ",\"more\":[1");
  for (int item = 0; item < 200'000; ++item)
    many += ",[]";
  many += "]}";
  CHECK(engine.decide(worker, rt::borrowed(large), wanted).verdict == rt::Verdict::Allow);
  engine.limitMemory(size_t{256} << 10);
  const rt::Decision &denied = engine.decide(worker, rt::borrowed(many), wanted);
  CHECK(denied.verdict == rt::Verdict::Deny);
  CHECK(rt::copied(denied.reason) == "no_memory");
  engine.limitMemory(size_t{64} << 20);
  CHECK(rt::copied(engine.decide(worker, rt::borrowed(pay("2")), wanted).reason) == "");
}

TEST_CASE("a bundle that states less than it takes is denied", "[api]") {
  BundleText cheap{enginePolicy};
  const_cast<rt::SystemRow &>(cheap.bundle().row<rt::Section::Systems>(0)).worstCost = 3;
  rt::Engine engine(cheap.bundle());
  rt::Problem none(nullptr);
  REQUIRE(engine.open({}, none) == ONUS_OK);
  rt::Worker worker;
  rt::Wanted wanted;
  wanted.record = true;
  std::string event = pay("1");
  const rt::Decision &denied = engine.decide(worker, rt::borrowed(event), wanted);
  CHECK(denied.verdict == rt::Verdict::Deny);
  CHECK(rt::copied(denied.reason) == "cost_exceeded");
  CHECK(rt::copied(denied.record).find("\"event_id\":\"1\"") != std::string::npos);
}

TEST_CASE("warm decisions ask for no memory", "[api]") {
  onus_settings wanted = settings();
  wanted.remembered_ids = 64;
  wanted.key = given("0123456789abcdef"), wanted.key_id = given("k");
  Embedded embedded(&wanted);
  auto run = [&](int from, int to, uint32_t flags) {
    std::vector<std::string> events;
    for (int step = from; step < to; ++step) {
      std::string number = std::to_string(step);
      number.insert(0, 6 - number.size(), '0');
      events.push_back(pay(number, "", "s" + std::to_string(step % 7)));
      events.push_back(R"({"id":"r)" + number +
                       R"(","event":"result","time":"2026-11-22T10:00:00Z","session":{"id":"s","turn":1},)"
                       R"("tool":"bank.read","args":{"box":"1"},"result":{"count":7,"body":"long"}})");
    }
    size_t before = allocations();
    for (const std::string &event : events)
      embedded.decide(event, flags);
    return allocations() - before;
  };
  uint32_t all = ONUS_WITH_RECORD | ONUS_WITH_REDACTED;
  CHECK(run(0, 500, all) > 0);
  if (countsAllocations()) {
    CHECK(run(500, 1500, all) == 0);
    CHECK(run(1500, 2500, 0) == 0);
  }
}

TEST_CASE("several threads share bundles and engines", "[api][threads]") {
  Embedded shared;
  auto work = [&](int number, onus_engine *engine) {
    onus_worker *worker = nullptr;
    onus_worker_new(&worker);
    for (int step = 0; step < 400; ++step) {
      std::string event = pay(std::to_string(number) + "-" + std::to_string(step), "", "s" + std::to_string(number));
      onus_decision decision;
      onus_decide(engine, worker, given(event), step % 2 ? ONUS_WITH_RECORD : 0, &decision);
      if (step % 50 == 0)
        onus_engine_stop(engine, given(R"({"tools":["x"]})"), nullptr);
    }
    onus_worker_free(worker);
  };
  onus_engine *own = nullptr;
  REQUIRE(onus_engine_new(shared.bundle, nullptr, &own, nullptr) == ONUS_OK);
  std::vector<std::thread> threads;
  for (int number = 0; number < 4; ++number)
    threads.emplace_back(work, number, number == 3 ? own : shared.engine);
  for (std::thread &thread : threads)
    thread.join();
  // Every event was seen once: none of them may come again.
  for (int number = 0; number < 3; ++number)
    for (int step = 0; step < 400; step += 37)
      CHECK(
          taken(
              shared.decide(pay(std::to_string(number) + "-" + std::to_string(step), "", "s" + std::to_string(number)))
                  .reason) == "replayed_event");
  onus_engine_free(own);
}
