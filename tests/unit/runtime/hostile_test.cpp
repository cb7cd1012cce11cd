// SPDX-License-Identifier: Apache-2.0
// Bundles that no compiler makes, which pass the verifier and would harm an engine that trusted what they state.
#include "small_bundle.h"

#include "onus/onus.h"
#include "runtime/json/read.h"
#include "runtime/value/access.h"
#include "support/catch.h"

using namespace onus;
using namespace onus::rt;
using tests::AlignedBytes;
using tests::SmallBundle;

namespace {

/// How a call is decided.
struct Decided {
  onus_verdict verdict = ONUS_ALLOW;
  std::string reason, record;
  int64_t steps = -1;
};

Decided decided(const SmallBundle &small) {
  AlignedBytes bytes(small.bytes.put());
  onus_bundle *bundle = nullptr;
  onus_engine *engine = nullptr;
  onus_worker *worker = nullptr;
  onus_problem problem{};
  onus_status opened = onus_bundle_open(bytes.data(), bytes.size(), &bundle, &problem);
  INFO(problem.message);
  REQUIRE(opened == ONUS_OK);
  onus_settings settings{};
  settings.struct_size = sizeof settings;
  settings.system = onus_bundle_system(bundle, 0);
  REQUIRE(onus_engine_new(bundle, &settings, &engine, &problem) == ONUS_OK);
  REQUIRE(onus_worker_new(&worker) == ONUS_OK);
  const std::string event = R"({"id":"1","event":"call","tool":"stripe.refund","args":{},"session":{"id":"s","turn":1},
"agent":{"id":"a"},"time":"2026-11-22T10:00:00Z"})";
  onus_decision decision{};
  onus_decide(engine, worker, {event.data(), event.size()}, ONUS_WITH_RECORD, &decision);
  Decided out{decision.verdict,
              {decision.reason.data, decision.reason.size},
              {decision.record.data, decision.record.size},
              decision.steps};
  onus_worker_free(worker);
  onus_engine_free(engine);
  onus_bundle_close(bundle);
  return out;
}

bool isRecord(const Decided &decided) {
  Arena arena;
  Cell record;
  JsonError error;
  return readJson({decided.record.data(), decided.record.size()}, arena, record, error);
}

void state(SmallBundle &small, int64_t cost) {
  small.bytes.header.worstCost = cost;
  small.bytes.edit<Section::Systems>(0, [&](SystemRow &system) { system.worstCost = cost; });
}

/// The rule's condition becomes whether a value is there.
void readsIn(SmallBundle &small, uint32_t value) {
  uint32_t has = small.code(Opcode::Has, small.boolType, 0, {value});
  small.bytes.edit<Section::Rules>(0, [&](RuleRow &rule) { rule.condition = has; });
}

/// More rules like the first one, each with a condition of its own.
void addRule(SmallBundle &small, uint32_t value) {
  RuleRow rule;
  small.bytes.edit<Section::Rules>(0, [&](const RuleRow &first) { rule = first; });
  rule.condition = small.code(Opcode::Has, small.boolType, 0, {value});
  small.bytes.add<Section::Rules>(rule);
  small.bytes.add<Section::RulesCold>({});
  small.bytes.edit<Section::Guardrails>(0, [](GuardrailRow &guardrail) { ++guardrail.rules.count; });
}

/// A name of the guardrail for a value.
void addLet(SmallBundle &small, int64_t local, uint32_t value) {
  small.bytes.add<Section::Lets>({local, value, 0});
  small.bytes.edit<Section::Guardrails>(0, [](GuardrailRow &guardrail) { ++guardrail.lets.count; });
}

} // namespace

TEST_CASE("the bundle that the others vary denies", "[runtime]") {
  Decided plain = decided(SmallBundle());
  CHECK(plain.verdict == ONUS_DENY);
  CHECK(plain.reason == "");
  CHECK(plain.steps == 1);
  CHECK(isRecord(plain));
}

TEST_CASE("an expression of 2^60 steps in 61 rows stops at the stated cost", "[runtime]") {
  SmallBundle small;
  uint32_t last = small.truth;
  for (int level = 0; level < 60; ++level)
    last = small.code(Opcode::Equal, small.boolType, 0, {last, last});
  readsIn(small, last);
  state(small, 1000);
  Decided spent = decided(small);
  CHECK(spent.verdict == ONUS_DENY);
  CHECK(spent.reason == "cost_exceeded");
  CHECK(spent.steps <= 1000);
  CHECK(isRecord(spent));
}

TEST_CASE("names that stand for one another nest evaluation only so deep", "[runtime]") {
  SmallBundle small;
  addLet(small, 0, small.truth);
  for (int64_t local = 1; local <= 5000; ++local)
    addLet(small, local, small.code(Opcode::Local, small.boolType, local - 1));
  readsIn(small, small.code(Opcode::Local, small.boolType, 5000));
  state(small, 1'000'000);
  Decided deep = decided(small);
  CHECK(deep.verdict == ONUS_DENY);
  CHECK(deep.record.find("the policy is nested deeper than an engine follows") != std::string::npos);
  CHECK(isRecord(deep));
}

TEST_CASE("names that are read one after the other nest values only so deep", "[runtime]") {
  SmallBundle small;
  uint32_t list = small.type(TypeKind::List, "list<json>", small.jsonType);
  addLet(small, 0, small.truth);
  for (int64_t local = 1; local <= 3000; ++local) {
    uint32_t inner = small.code(Opcode::Local, list, local - 1);
    addLet(small, local, small.code(Opcode::List, list, 0, {inner}));
    addRule(small, small.code(Opcode::Local, list, local));
  }
  uint32_t deepest = small.code(Opcode::Local, list, 3000);
  addRule(small, small.code(Opcode::Equal, small.boolType, 0, {deepest, deepest}));
  state(small, 1'000'000);
  Decided nested = decided(small);
  CHECK(nested.verdict == ONUS_DENY);
  CHECK(isRecord(nested));
}

TEST_CASE("values that share their parts have a limit, however few steps build them", "[runtime]") {
  SmallBundle small;
  uint32_t list = small.type(TypeKind::List, "list<json>", small.jsonType);
  addLet(small, 0, small.truth);
  for (int64_t local = 1; local <= 60; ++local) {
    uint32_t half = small.code(Opcode::Local, list, local - 1);
    addLet(small, local, small.code(Opcode::List, list, 0, {half, half}));
  }
  uint32_t whole = small.code(Opcode::Local, list, 60);
  uint32_t text =
      small.code(Opcode::Call, small.type(TypeKind::String, "string"), static_cast<int64_t>(Builtin::Text), {whole});
  readsIn(small, text);
  state(small, 1'000'000);
  Decided large = decided(small);
  CHECK(large.verdict == ONUS_DENY);
  CHECK(isRecord(large));
}

TEST_CASE("a slot or a local that is not there is a failure", "[runtime]") {
  SmallBundle small;
  readsIn(small, small.code(Opcode::Local, small.boolType, 7));
  Decided unbound = decided(small);
  CHECK(unbound.verdict == ONUS_DENY);
  CHECK(unbound.record.find("where it means nothing") != std::string::npos);
  CHECK(isRecord(unbound));
}

TEST_CASE("history is read with as many keys as its slot has", "[runtime]") {
  SmallBundle small;
  SlotRow slot;
  slot.text = slot.definition = small.bytes.text("seen(call stripe.refund)");
  slot.capacity = 10;
  small.bytes.add<Section::Slots>(slot);
  small.bytes.edit<Section::Systems>(0, [](SystemRow &system) { system.slots = {0, 1}; });
  uint32_t read = small.code(Opcode::History, small.boolType, 0, {small.truth, small.truth});
  readsIn(small, read);
  state(small, 1000);
  Decided wrong = decided(small);
  CHECK(wrong.verdict == ONUS_DENY);
  CHECK(isRecord(wrong));
}
