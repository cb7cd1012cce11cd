// SPDX-License-Identifier: Apache-2.0
#include "runtime/base/buffer.h"

#include "runtime/base/sort.h"
#include "support.h"
#include "support/catch.h"

#include <algorithm>

using namespace onus;

TEST_CASE("buffers grow, shrink and are used again", "[runtime]") {
  rt::Arena arena;
  rt::Buffer inArena(arena), ofSystem;
  for (rt::Buffer *buffer : {&inArena, &ofSystem})
    for (int round = 0; round < 3; ++round) {
      buffer->clear();
      std::string expected;
      for (int at = 0; at < 2000; ++at) {
        buffer->append("text ");
        buffer->appendInt(-at);
        buffer->append('\n');
        expected += "text " + std::to_string(-at) + "\n";
      }
      const uint8_t bytes[] = {0, 0x5a, 0xff};
      buffer->appendHex(bytes, 3);
      REQUIRE(rt::copied(buffer->text()) == expected + "005aff");
      buffer->shrink(4);
      REQUIRE(rt::copied(buffer->text()) == "text");
      buffer->append(rt::Text());
      REQUIRE_FALSE(buffer->failed());
    }
}

TEST_CASE("a buffer without memory fails, and so does the arena", "[runtime]") {
  rt::Arena arena;
  arena.setLimit(100'000);
  rt::Buffer buffer(arena);
  for (int at = 0; at < 30'000; ++at)
    buffer.append("0123456789");
  CHECK(buffer.failed());
  CHECK(arena.exhausted());
  arena.reset();
  CHECK_FALSE(arena.exhausted());
}

TEST_CASE("sorting gives the order of the library's", "[runtime]") {
  rt::Random random(13);
  for (int round = 0; round < 2000; ++round) {
    std::vector<int64_t> items;
    for (size_t count = random.below(round % 2 ? 20 : 200); count > 0; --count)
      items.push_back(static_cast<int64_t>(random.below(50)));
    std::vector<int64_t> expected = items;
    std::sort(expected.begin(), expected.end());
    rt::sort(items.data(), items.size(), [](int64_t left, int64_t right) { return left < right; });
    REQUIRE(items == expected);
  }
}
