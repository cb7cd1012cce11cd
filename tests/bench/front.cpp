// SPDX-License-Identifier: Apache-2.0
#include "base/time.h"
#include "bench/policies.h"
#include "driver/pipeline.h"
#include "syntax/lexer.h"
#include "syntax/parse/parse.h"

#include <benchmark/benchmark.h>

/// From texts in memory to the checked program. Figures to read: bytes a second for `lex` and `parse`, milliseconds for
/// `check`, which should grow as its lines do.

namespace {

using namespace onus;

void setBytes(benchmark::State &state, size_t bytes) {
  state.SetBytesProcessed(static_cast<int64_t>(state.iterations()) * static_cast<int64_t>(bytes));
}

void lexFile(benchmark::State &state) {
  std::string text = bench::guardrailsOfBytes(static_cast<size_t>(state.range(0)));
  for (auto _ : state)
    benchmark::DoNotOptimize(syntax::lex(text));
  setBytes(state, text.size());
}

void parseFile(benchmark::State &state) {
  std::string text = bench::guardrailsOfBytes(static_cast<size_t>(state.range(0)));
  source::SourceManager sources;
  source::FileId file = sources.add("policies.onus", text);
  for (auto _ : state) {
    Arena arena;
    diagnostics::Reporter reporter;
    benchmark::DoNotOptimize(syntax::parse(sources, file, arena, reporter));
    if (reporter.hasErrors())
      state.SkipWithError("the generated file does not parse");
  }
  setBytes(state, text.size());
}

void compileProject(benchmark::State &state, driver::Stage stage) {
  tests::Files files = bench::project(
      {.guardrails = static_cast<size_t>(state.range(0)), .perFile = static_cast<size_t>(state.range(1))});
  driver::PipelineOptions options;
  options.check.asOf = *parseDay("2026-11-22");
  for (auto _ : state) {
    auto compilation = driver::load(files, std::make_unique<tests::MemoryReader>(files));
    driver::compile(*compilation, stage, options);
    if (!compilation->reached(stage))
      state.SkipWithError("the generated project does not compile");
  }
  state.counters["lines"] = static_cast<double>(bench::lineCount(files));
  state.counters["files"] = static_cast<double>(files.size());
}

void checkProject(benchmark::State &state) { compileProject(state, driver::Stage::Check); }
void lowerProject(benchmark::State &state) { compileProject(state, driver::Stage::Lower); }

} // namespace

// 6 MB, and a file of a thousand lines.
BENCHMARK(lexFile)->Name("lex")->ArgName("bytes")->Arg(6'000'000)->Arg(35'000)->Unit(benchmark::kMillisecond);
BENCHMARK(parseFile)->Name("parse")->ArgName("bytes")->Arg(6'000'000)->Arg(35'000)->Unit(benchmark::kMillisecond);
// A thousand lines, ten thousand, and a thousand files of a hundred lines.
BENCHMARK(checkProject)
    ->Name("check")
    ->ArgNames({"guardrails", "a_file"})
    ->Args({90, 90})
    ->Args({900, 90})
    ->Args({9000, 9})
    ->Unit(benchmark::kMillisecond);
BENCHMARK(lowerProject)
    ->Name("check_and_lower")
    ->ArgNames({"guardrails", "a_file"})
    ->Args({90, 90})
    ->Args({900, 90})
    ->Unit(benchmark::kMillisecond);
