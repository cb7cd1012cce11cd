// SPDX-License-Identifier: Apache-2.0
#include "backends/backend.h"
#include "bench/policies.h"
#include "driver/pipeline.h"

#include <benchmark/benchmark.h>

/// From the policy IR to artifacts. Figures to read: milliseconds, which should grow as the guardrails do, and the
/// bytes of an artifact for each guardrail.

namespace {

using namespace onus;

void emitTarget(benchmark::State &state, backends::Target target) {
  auto guardrails = static_cast<size_t>(state.range(0));
  tests::Files files = bench::project({.guardrails = guardrails});
  driver::PipelineOptions options;
  options.check.asOf = *parseDay("2026-11-22");
  auto compilation = driver::load(files, std::make_unique<tests::MemoryReader>(files));
  driver::compile(*compilation, driver::Stage::Lower, options);
  if (!compilation->module)
    return state.SkipWithError("the generated project does not compile");
  size_t bytes = 0;
  for (auto _ : state)
    bytes = backends::emit(target, *compilation->module, &compilation->sources).bytes.size();
  state.counters["bytes"] = static_cast<double>(bytes);
  state.counters["bytes_per_guardrail"] = static_cast<double>(bytes) / static_cast<double>(guardrails);
}

void emitBytecode(benchmark::State &state) { emitTarget(state, backends::Target::Bytecode); }
void emitJson(benchmark::State &state) { emitTarget(state, backends::Target::Json); }

} // namespace

BENCHMARK(emitBytecode)
    ->Name("emit bytecode")
    ->ArgName("guardrails")
    ->Arg(100)
    ->Arg(1'000)
    ->Arg(10'000)
    ->Unit(benchmark::kMillisecond);
BENCHMARK(emitJson)->Name("emit json")->ArgName("guardrails")->Arg(1'000)->Unit(benchmark::kMillisecond);
