// SPDX-License-Identifier: Apache-2.0
#include "base/time.h"
#include "bench/policies.h"
#include "driver/pipeline.h"
#include "evaluate/engine.h"
#include "ir/json_reader.h"
#include "ir/json_writer.h"

#include <benchmark/benchmark.h>

/// The reference engine: an event's JSON text in, a decision record out. It is made to be plain, not fast; what counts
/// is that guardrails which do not select the event cost nothing.

namespace {

using namespace onus;

std::string bundle(size_t selecting, size_t others) {
  tests::Files files = bench::project({.guardrails = selecting + others, .onFirst = selecting});
  driver::PipelineOptions options;
  options.check.asOf = *parseDay("2026-11-22");
  auto compilation = driver::load(files, std::make_unique<tests::MemoryReader>(files));
  driver::compile(*compilation, driver::Stage::Lower, options);
  return compilation->module ? ir::writeModule(*compilation->module) : std::string();
}

void decide(benchmark::State &state) {
  auto module = ir::readModule(bundle(static_cast<size_t>(state.range(0)), static_cast<size_t>(state.range(1))));
  if (!std::holds_alternative<ir::Module>(module)) {
    state.SkipWithError("the generated policy does not compile");
    return;
  }
  evaluate::Engine engine(std::get<ir::Module>(module));
  size_t number = 0;
  for (auto _ : state) {
    std::string record = engine.decide(bench::callEvent(0, ++number));
    benchmark::DoNotOptimize(record);
    if (number == 1 && record.find(R"("decision":"allow")") == std::string::npos)
      state.SkipWithError("the event should be allowed");
  }
}

void loadBundle(benchmark::State &state) {
  std::string text = bundle(1, static_cast<size_t>(state.range(0)));
  for (auto _ : state)
    benchmark::DoNotOptimize(ir::readModule(text));
  state.SetBytesProcessed(static_cast<int64_t>(state.iterations()) * static_cast<int64_t>(text.size()));
}

} // namespace

BENCHMARK(decide)
    ->ArgNames({"selecting", "others"})
    ->Args({1, 0})
    ->Args({10, 0})
    ->Args({100, 0})
    ->Args({1, 1000})
    ->Args({10, 1000})
    ->Args({100, 1000})
    ->Unit(benchmark::kMicrosecond);
BENCHMARK(loadBundle)->Name("load bundle")->ArgName("guardrails")->Arg(100)->Arg(1000)->Unit(benchmark::kMillisecond);
