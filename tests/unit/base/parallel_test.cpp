// SPDX-License-Identifier: Apache-2.0
#include "base/parallel.h"
#include "support/catch.h"

#include <atomic>
#include <stdexcept>
#include <vector>

using namespace onus;

TEST_CASE("every number once, however many threads") {
  for (unsigned threads : {1u, 2u, 7u, 100u}) {
    std::vector<std::atomic<int>> calls(50);
    inParallel(calls.size(), threads, [&](size_t at) { ++calls[at]; });
    for (const auto &each : calls)
      CHECK(each == 1);
  }
  bool called = false;
  inParallel(0, 4, [&](size_t) { called = true; });
  CHECK_FALSE(called);
}

TEST_CASE("what a call throws is thrown on, and no call begins after it returned") {
  std::atomic<size_t> calls = 0;
  auto work = [&](size_t at) {
    ++calls;
    if (at == 3)
      throw std::runtime_error("three");
  };
  CHECK_THROWS_WITH(inParallel(100'000, 4, work), "three");
  size_t after = calls;
  CHECK(after >= 4);
  CHECK(calls == after);
}
