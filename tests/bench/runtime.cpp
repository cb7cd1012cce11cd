// SPDX-License-Identifier: Apache-2.0
#include "backends/backend.h"
#include "bench/policies.h"
#include "driver/pipeline.h"
#include "support/allocations.h"

#include <onus/onus.h>

#include <algorithm>
#include <benchmark/benchmark.h>
#include <chrono>
#include <map>

/// The embeddable runtime: what one decision takes when an engine asks it, without a record. Of the guardrails ten
/// select the event, however many there are; the counters give the median and the 99th percentile in nanoseconds (each
/// with two readings of the clock in it) and how often a decision asked for memory.

namespace {

using namespace onus;

const std::string &bundleOf(const bench::Size &size) {
  static std::map<std::pair<size_t, bench::Manner>, std::string> made; // 100,000 guardrails take seconds to compile
  auto [found, added] = made.try_emplace({size.guardrails, size.manner});
  if (added) {
    tests::Files files = bench::project(size);
    driver::PipelineOptions options;
    options.check.asOf = *parseDay("2026-11-22");
    auto compilation = driver::load(files, std::make_unique<tests::MemoryReader>(files));
    driver::compile(*compilation, driver::Stage::Lower, options);
    if (compilation->module)
      found->second = backends::emit(backends::Target::Bytecode, *compilation->module).bytes;
  }
  return found->second;
}

/// An engine over a bundle for as long as it lives.
class Runtime {
public:
  explicit Runtime(const std::string &bytes) {
    sound_ = onus_bundle_open(bytes.data(), bytes.size(), &bundle_, nullptr) == ONUS_OK &&
             onus_engine_new(bundle_, nullptr, &engine_, nullptr) == ONUS_OK && onus_worker_new(&worker_) == ONUS_OK;
  }
  ~Runtime() {
    onus_worker_free(worker_);
    onus_engine_free(engine_);
    onus_bundle_close(bundle_);
  }
  bool sound() const { return sound_; }
  onus_engine *engine() { return engine_; }
  onus_worker *worker() { return worker_; }

private:
  onus_bundle *bundle_ = nullptr;
  onus_engine *engine_ = nullptr;
  onus_worker *worker_ = nullptr;
  bool sound_ = false;
};

/// Times every decision by itself and tells how they were spread.
class Spread {
public:
  Spread() { taken_.reserve(size_t{1} << 22); }
  void begin() { began_ = std::chrono::steady_clock::now(); }
  void end() {
    if (taken_.size() < taken_.capacity())
      taken_.push_back(
          std::chrono::duration_cast<std::chrono::nanoseconds>(std::chrono::steady_clock::now() - began_).count());
  }
  void tell(benchmark::State &state) {
    auto at = [&](double part) {
      auto place = taken_.begin() + static_cast<ptrdiff_t>(static_cast<double>(taken_.size() - 1) * part);
      std::nth_element(taken_.begin(), place, taken_.end());
      return static_cast<double>(*place);
    };
    if (taken_.empty())
      return;
    state.counters["p50_ns"] = at(0.5);
    state.counters["p99_ns"] = at(0.99);
  }

private:
  std::vector<int64_t> taken_;
  std::chrono::steady_clock::time_point began_;
};

bench::Size sizeOf(const benchmark::State &state) {
  auto all = static_cast<size_t>(state.range(0));
  return {.guardrails = all,
          .onFirst = std::min<size_t>(all, 10),
          .manner = state.range(1) ? bench::Manner::Limits : bench::Manner::All};
}

/// Decisions before the measured ones, so that the memory is there and the buckets of history are full.
constexpr size_t warm = 2000;
/// One session and one minute would fill the tables of event ids without end; they forget the oldest from here on.
constexpr size_t remembered = 100'000;

template <typename Decide>
void measure(benchmark::State &state, Decide decide) {
  size_t number = 0;
  onus_decision decision = {};
  for (; number < remembered + warm; ++number)
    decide(number, decision);
  if (decision.verdict != ONUS_ALLOW)
    return state.SkipWithError("the event should be allowed");
  Spread spread;
  uint64_t before = tests::allocations();
  for (auto _ : state) {
    decide(++number, decision, &spread);
    benchmark::DoNotOptimize(decision.verdict);
  }
  state.counters["allocations"] =
      static_cast<double>(tests::allocations() - before) / static_cast<double>(state.iterations());
  spread.tell(state);
}

void fromText(benchmark::State &state) {
  Runtime runtime(bundleOf(sizeOf(state)));
  if (!runtime.sound())
    return state.SkipWithError("the generated policy makes no bundle");
  std::vector<std::string> events;
  for (size_t number = 1; number <= 4096; ++number)
    events.push_back(bench::callEvent(0, number + 1'000'000));
  measure(state, [&](size_t number, onus_decision &decision, Spread *spread = nullptr) {
    std::string &event = events[number % events.size()];
    std::string id = std::to_string(1'000'000 + number % 9'000'000); // seven digits, so that only they change
    size_t place = event.find("e-") + 2;
    event.replace(place, 7, id);
    if (spread)
      spread->begin();
    onus_decide(runtime.engine(), runtime.worker(), {event.data(), event.size()}, 0, &decision);
    if (spread)
      spread->end();
  });
}

/// The event of bench::callEvent, member by member.
struct Decoded {
  onus_event *event = nullptr;
  uint32_t id = 0;

  Decoded() {
    onus_event_new(&event);
    set("event", "call");
    set("system", "bench.policies.assistant");
    set("tool", "tools.t0");
    onus_event_set_decimal(event, slot("args.amount"), 100);
    json("args.to", R"(["a@bench.example","b@bench.example"])");
    set("args.note", "for the desk");
    set("args.account", "acc-1");
    set("context.user.id", "u1");
    set("context.user.role", "agent");
    set("context.account.id", "acc-1");
    set("context.account.tier", "standard");
    set("session.id", "s1");
    onus_event_set_int(event, slot("session.turn"), 1);
    set("agent.id", "a1");
    set("agent.on_behalf_of", "u1");
    set("time", "2026-11-22T10:00:00Z");
    id = slot("id");
  }
  ~Decoded() { onus_event_free(event); }

  static onus_text text(llvm::StringRef from) { return {from.data(), from.size()}; }
  uint32_t slot(llvm::StringRef path) {
    uint32_t found = 0;
    onus_event_slot(event, text(path), &found);
    return found;
  }
  void set(llvm::StringRef path, llvm::StringRef value) { onus_event_set_text(event, slot(path), text(value)); }
  void json(llvm::StringRef path, llvm::StringRef value) { onus_event_set_json(event, slot(path), text(value)); }
};

void decideDecoded(benchmark::State &state, uint32_t flags) {
  Runtime runtime(bundleOf(sizeOf(state)));
  if (!runtime.sound())
    return state.SkipWithError("the generated policy makes no bundle");
  Decoded decoded;
  measure(state, [&](size_t number, onus_decision &decision, Spread *spread = nullptr) {
    char id[24];
    int size = snprintf(id, sizeof id, "e-%zu", number);
    if (spread)
      spread->begin();
    onus_event_set_text(decoded.event, decoded.id, {id, static_cast<size_t>(size)});
    onus_decide_event(runtime.engine(), runtime.worker(), decoded.event, flags, &decision);
    if (spread)
      spread->end();
  });
}

void fromValues(benchmark::State &state) { decideDecoded(state, 0); }
void withRecord(benchmark::State &state) { decideDecoded(state, ONUS_WITH_RECORD); }

void load(benchmark::State &state) {
  const std::string &bytes = bundleOf({.guardrails = static_cast<size_t>(state.range(0)), .onFirst = 10});
  for (auto _ : state) {
    onus_bundle *bundle = nullptr;
    if (onus_bundle_open(bytes.data(), bytes.size(), &bundle, nullptr) != ONUS_OK)
      return state.SkipWithError("the generated policy makes no bundle");
    onus_bundle_close(bundle);
  }
  state.SetBytesProcessed(static_cast<int64_t>(state.iterations()) * static_cast<int64_t>(bytes.size()));
  state.counters["bytes"] = static_cast<double>(bytes.size());
}

void sizes(benchmark::internal::Benchmark *of) {
  of->ArgNames({"guardrails", "limits"});
  for (int64_t limits : {0, 1})
    for (int64_t all : {1, 10, 100, 1000, 10'000, 100'000})
      of->Args({all, limits});
}

} // namespace

BENCHMARK(fromValues)->Name("runtime: a decision on a decoded event")->Apply(sizes);
BENCHMARK(fromText)->Name("runtime: a decision from JSON text")->Apply(sizes);
BENCHMARK(withRecord)->Name("runtime: a decision with its record")->ArgNames({"guardrails", "limits"})->Args({100, 0});
BENCHMARK(load)
    ->Name("runtime: load a bundle")
    ->ArgName("guardrails")
    ->Arg(100)
    ->Arg(10'000)
    ->Unit(benchmark::kMillisecond);
